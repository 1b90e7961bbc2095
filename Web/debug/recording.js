/** @typedef {{ at: number, text: string }} RecordedFrame `at`: milliseconds since the question; `text`: a frame as it was sent */

/** @typedef {{ kaya: "recording", version: 1, madeAt: string, frames: RecordedFrame[] }} Recording */

/** A recorded stream, to save. It holds an answer's words: it is for developers, and no support bundle. @param {RecordedFrame[]} frames @param {Date} madeAt @returns {Recording} */
export function recordingOf(frames, madeAt) {
  return { kaya: "recording", version: 1, madeAt: madeAt.toISOString(), frames: [...frames] }
}

/** Reads what was saved; throws a `TypeError` that says what is wrong with it. @param {string} text @returns {Recording} */
export function parseRecording(text) {
  const value = JSON.parse(text)
  if (value?.kaya !== "recording" || value.version !== 1) throw new TypeError("not a recording of version 1")
  if (!Array.isArray(value.frames)) throw new TypeError("a recording without frames")
  for (const frame of value.frames) {
    if (typeof frame?.at !== "number" || typeof frame.text !== "string") {
      throw new TypeError("a frame without time or text")
    }
  }
  return { kaya: "recording", version: 1, madeAt: String(value.madeAt), frames: value.frames }
}

/** When each frame is due, played `speed` times as fast; `Infinity` is all at once. @param {Recording} recording @param {number} speed */
export function schedule(recording, speed) {
  return recording.frames.map(({ at, text }) => ({ due: speed === Infinity ? 0 : at / speed, text }))
}

/** How long it is, in milliseconds. @param {Recording} recording */
export function lengthOf(recording) {
  return recording.frames.at(-1)?.at ?? 0
}

/** @import { Trace } from "./turn-timeline.js" */
/** @import { RecordedFrame } from "./recording.js" */

/**
 * Keeps the frames of one turn as they come, at most `maximumFrames` of them and `maximumLength` characters; when either is
 * reached it says `isFull` and takes no more, so that what is kept has no hole in it.
 */
export class FrameRecorder {
  /** @type {RecordedFrame[]} */
  frames = []
  isFull = false
  #length = 0
  /** @type {number | null} */
  #origin = null

  constructor(maximumFrames = 20_000, maximumLength = 8 * 1024 * 1024) {
    this.maximumFrames = maximumFrames
    this.maximumLength = maximumLength
  }

  /** @param {Trace} trace */
  add(trace) {
    if (trace.kind === "start") this.#begin(trace.at)
    if (trace.kind !== "frame" || this.isFull) return
    this.#origin ??= trace.at
    const text = String(trace.text ?? "")
    this.#length += text.length
    this.isFull = this.frames.length >= this.maximumFrames || this.#length > this.maximumLength
    if (!this.isFull) this.frames.push({ at: Math.max(0, Math.round(trace.at - this.#origin)), text })
  }

  /** @param {number} at */
  #begin(at) {
    this.frames = []
    this.isFull = false
    this.#length = 0
    this.#origin = at
  }
}

/** @typedef {{ type: string, data: any, bytes: number }} CheckEvent `bytes`: how long the frame was, with its comments */

/** Reads the frames of a connection check as they come, however they are cut. What is no JSON has no data. */
export class CheckEvents {
  #text = new TextDecoder()
  #rest = ""

  /** @param {Uint8Array} bytes @returns {CheckEvent[]} */
  feed(bytes) {
    this.#rest += this.#text.decode(bytes, { stream: true })
    const frames = this.#rest.replaceAll("\r\n", "\n").split("\n\n")
    this.#rest = frames.pop() ?? ""
    return frames.map(readFrame).filter((event) => event.type !== "")
  }
}

/** @param {string} frame @returns {CheckEvent} */
function readFrame(frame) {
  const lines = frame.split("\n")
  const field = (/** @type {string} */ name) =>
    lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? ""
  return { type: field("event"), data: parsed(field("data")), bytes: frame.length + 2 }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

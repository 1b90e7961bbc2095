/** @import { Trace } from "./turn-timeline.js" */
/** @import { RecordedFrame } from "./recording.js" */

/**
 * Keeps the frames of one turn as they come, whichever way they come, at most `maximumFrames` reads and `maximumLength`
 * characters; when either is reached it says `isFull` and takes no more, so that what is kept has no hole in it. The half
 * frame that a cut leaves is left out: it comes again.
 */
export class FrameRecorder {
  /** @type {RecordedFrame[]} */
  frames = []
  isFull = false
  #length = 0
  #rest = ""
  #rung = "stream"
  /** @type {number | null} */
  #origin = null

  constructor(maximumFrames = 20_000, maximumLength = 8 * 1024 * 1024) {
    this.maximumFrames = maximumFrames
    this.maximumLength = maximumLength
  }

  /** @param {Trace} trace */
  add(trace) {
    this.#origin ??= trace.at
    if (trace.kind === "attempt") {
      this.#rest = ""
      this.#rung = String(trace.rung)
    }
    if (trace.kind !== "frame" || this.isFull) return
    const text = this.#whole(String(trace.text ?? ""))
    if (text === "") return
    this.#length += text.length
    this.isFull = this.frames.length >= this.maximumFrames || this.#length > this.maximumLength
    if (!this.isFull) this.frames.push({ at: Math.max(0, Math.round(trace.at - this.#origin)), text })
  }

  /** What is whole of that which was read, as a stream of events would have it. @param {string} text */
  #whole(text) {
    if (this.#rung === "events") return `${text}\n\n`
    if (this.#rung !== "stream") return framesOfLog(text)
    const read = (this.#rest + text).replaceAll("\r\n", "\n"), end = read.lastIndexOf("\n\n") + 2
    if (end === 1) {
      this.#rest = read
      return ""
    }
    this.#rest = read.slice(end)
    return read.slice(0, end)
  }
}

/** The events of a long poll as frames. @param {string} text */
function framesOfLog(text) {
  try {
    const { events } = /** @type {{ events: { id: string, event: string, data: unknown }[] }} */ (JSON.parse(text))
    return events.map(({ id, event, data }) => `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`).join(
      "",
    )
  } catch {
    return "" // a proxy's page: the timeline says so
  }
}

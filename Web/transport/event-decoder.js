/** @import { StreamEvent } from "../markdown/event-stream.js" */

const maximumPending = 16 * 1024 * 1024
const lineEnd = /\r\n|\r|\n/g

/**
 * Decodes server-sent events as the WHATWG standard says, in place of `EventStream` where there is no WebAssembly.
 * More than 16 Mi characters of one event fail the stream.
 */
export class EventDecoder {
  #text = new TextDecoder()
  #line = ""
  #endsInCR = false
  #type = ""
  /** @type {string | null} */
  #data = null
  #id = ""
  #lastID = ""

  /** Reads on; the events that were completed. @param {Uint8Array} bytes @returns {StreamEvent[]} */
  feed(bytes) {
    /** @type {StreamEvent[]} */
    const events = []
    let text = this.#text.decode(bytes, { stream: true })
    if (text === "") return events
    if (this.#endsInCR && text.startsWith("\n")) text = text.slice(1)
    this.#endsInCR = text === "" ? false : text.endsWith("\r")
    let start = 0
    for (const end of text.matchAll(lineEnd)) {
      this.#read(this.#line + text.slice(start, end.index), events)
      this.#line = ""
      start = end.index + end[0].length
    }
    this.#line += text.slice(start)
    const pending = this.#line.length + (this.#data?.length ?? 0)
    if (pending > maximumPending) throw new RangeError(`an event of more than ${maximumPending} characters`)
    return events
  }

  /** The connection has ended; another of the same stream may begin. */
  finish() {
    this.#text = new TextDecoder()
    this.#line = this.#type = ""
    this.#endsInCR = false
    this.#data = null
    this.#id = this.#lastID
  }

  free() {}

  /** @param {string} line @param {StreamEvent[]} events */
  #read(line, events) {
    if (line === "") return this.#dispatch(events)
    const colon = line.indexOf(":")
    if (colon === 0) return
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1)
    if (field === "data") this.#data = this.#data === null ? value : `${this.#data}\n${value}`
    else if (field === "event") this.#type = value
    else if (field === "id" && !value.includes("\0")) this.#id = value
  }

  /** @param {StreamEvent[]} events */
  #dispatch(events) {
    this.#lastID = this.#id
    if (this.#data !== null) events.push({ type: this.#type || "message", data: this.#data, id: this.#lastID })
    this.#type = ""
    this.#data = null
  }
}

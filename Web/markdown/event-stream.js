import { ByteReader } from "./byte-reader.js"
import { check, made } from "./kaya-core.js"

/** @import { Core } from "./kaya-core.js" */

/** @typedef {{ type: string, data: string, id: string }} StreamEvent `id` is the last one in force */

/** A stream of events as it arrives. */
export class EventStream {
  /** @param {Core} core */
  constructor(core) {
    this.core = core
    this.handle = made(core.exports.event_reader_make())
  }

  /** Reads on; the events that were completed. @param {Uint8Array} bytes @returns {StreamEvent[]} */
  feed(bytes) {
    /** @type {StreamEvent[]} */
    const events = []
    this.core.send(bytes, (count) => {
      const outcome = this.core.exports.event_reader_feed(this.handle, count)
      const reader = new ByteReader(this.core.received())
      while (!reader.isAtEnd) events.push({ type: reader.text() || "message", data: reader.text(), id: reader.text() })
      check(outcome)
    })
    return events
  }

  /** The connection has ended; another of the same stream may begin. */
  finish() {
    check(this.core.exports.event_reader_finish(this.handle))
  }

  free() {
    this.core.exports.event_reader_free(this.handle)
  }
}

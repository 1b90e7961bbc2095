/**
 * What the transport and the store told of late, for the debug panel: the newest 2,000, older ones are forgotten.
 * @template Trace
 */
export class TraceRing {
  /** @type {Trace[]} */
  #kept = []
  /** @type {Set<(trace: Trace) => void>} */
  #listeners = new Set()

  /** @param {number} [capacity] */
  constructor(capacity = 2000) {
    this.capacity = capacity
  }

  /** @param {Trace} trace */
  push(trace) {
    this.#kept.push(trace)
    if (this.#kept.length >= 2 * this.capacity) this.#kept = this.list()
    for (const listener of this.#listeners) listener(trace)
  }

  get isHeard() {
    return this.#listeners.size > 0
  }

  /** Oldest first. */
  list() {
    return this.#kept.slice(-this.capacity)
  }

  /** @param {(trace: Trace) => void} listener @returns {() => void} unsubscribes */
  subscribe(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/**
 * How long silence is borne, in milliseconds.
 * @typedef {object} WatchLimits
 * @property {number} head until the head of the answer
 * @property {number} mute from the head to the first byte
 * @property {number} quiet between bytes, before it is shown
 * @property {number} stall between bytes
 */

/** What a look at the clock finds: `verdict` ends the attempt; otherwise look again after `next` milliseconds. */
/** @typedef {{ verdict: "headless" | "mute" | "stall" | "slept" | null, isQuiet: boolean, next: number }} WatchFinding */

/** @type {WatchLimits} */
export const streamLimits = Object.freeze({ head: 3_000, mute: 3_000, quiet: 12_000, stall: 25_000 })

const lateLook = 2_000
const patienceAfterSleep = 3_000

/**
 * Judges the silence of a connection. Nothing is judged while the page is hidden; and a look that comes late, because
 * the machine slept, first gives the bytes that may lie waiting a moment to arrive.
 */
export class ReaderWatch {
  #isOpen = false
  #hasBytes = false
  #hasSlept = false
  #heardAt
  #lookAt

  /** @param {WatchLimits} limits @param {number} now */
  constructor(limits, now) {
    this.limits = limits
    this.#heardAt = now
    this.#lookAt = now
  }

  /** The head of the answer came. @param {number} now */
  opened(now) {
    this.#isOpen = true
    this.#heard(now)
  }

  /** Bytes came; returns the silence before them. @param {number} now */
  bytes(now) {
    const silence = Math.max(0, now - this.#heardAt)
    this.#isOpen = this.#hasBytes = true
    this.#heard(now)
    return silence
  }

  /** @param {number} now @param {boolean} isVisible @returns {WatchFinding} */
  look(now, isVisible) {
    const wasLate = now - this.#lookAt > lateLook
    if (!isVisible || wasLate) this.#hasSlept = true
    const limit = this.#limit
    const silence = Math.max(0, now - this.#heardAt)
    if (!isVisible) return this.#again(now, limit)
    if (wasLate && silence >= limit) return this.#again(now, patienceAfterSleep)
    if (silence < limit) {
      const isQuiet = this.#hasBytes && silence >= this.limits.quiet
      const until = this.#hasBytes && !isQuiet ? Math.min(this.limits.quiet, limit) : limit
      return { ...this.#again(now, until - silence), isQuiet }
    }
    return { verdict: this.#verdict, isQuiet: false, next: 0 }
  }

  /** The page can be seen again, or the network is back: whether the silence is longer than a heartbeat's. @param {number} now @returns {WatchFinding} */
  lookAfterReturn(now) {
    const overdue = Math.min(this.limits.quiet, this.#limit)
    if (now - this.#heardAt >= overdue) return { verdict: "slept", isQuiet: false, next: 0 }
    this.#lookAt = now
    return this.look(now, true)
  }

  get #limit() {
    if (!this.#isOpen) return this.limits.head
    return this.#hasBytes ? this.limits.stall : this.limits.mute
  }

  /** @returns {WatchFinding["verdict"]} */
  get #verdict() {
    if (this.#hasSlept) return "slept"
    if (!this.#isOpen) return "headless"
    return this.#hasBytes ? "stall" : "mute"
  }

  /** @param {number} now @param {number} next @returns {WatchFinding} */
  #again(now, next) {
    this.#lookAt = now + next
    return { verdict: null, isQuiet: false, next }
  }

  /** @param {number} now */
  #heard(now) {
    this.#heardAt = now
    this.#hasSlept = false
  }
}

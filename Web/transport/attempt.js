import { ReaderWatch } from "./reader-watch.js"

/** @import { WatchFinding, WatchLimits } from "./reader-watch.js" */
/** @import { ReadingState, ChannelReading } from "./channel-reading.js" */
/** @import { Outcome } from "./outcome.js" */

const notableGap = 1_000

/** One connection's time: ends by itself when its silence is too long or whoever reads aborts. Call `end()` in any case. */
export class Attempt {
  #controller = new AbortController()
  /** @type {WatchFinding["verdict"]} */
  #verdict = null
  #isOpen = false
  #isQuiet = false
  /** @type {any} */
  #timer = null
  #startedAt
  /** @type {(() => void)[]} */
  #endings = []
  /** @type {((reason: unknown) => void) | null} */
  #interrupt = null

  /** @param {ChannelReading} reading @param {WatchLimits} limits @param {ReadingState} [whenHeard] */
  constructor(reading, limits, whenHeard = "open") {
    const { world } = reading
    this.reading = reading
    this.whenHeard = whenHeard
    this.#startedAt = world.now()
    this.watch = new ReaderWatch(limits, this.#startedAt)
    const abort = () => this.#stop()
    const returned = () => this.#find(this.watch.lookAfterReturn(world.now()))
    reading.signal.addEventListener("abort", abort)
    this.#endings = [
      () => reading.signal.removeEventListener("abort", abort),
      world.onVisible(returned),
      world.onOnline(returned),
    ]
    this.#look()
    if (reading.signal.aborted) abort()
  }

  /** What requests of this attempt are aborted by. */
  get signal() {
    return this.#controller.signal
  }

  get ms() {
    return this.reading.world.now() - this.#startedAt
  }

  /** The head of the answer came. */
  opened() {
    this.#isOpen = true
    this.watch.opened(this.reading.world.now())
    this.#look()
  }

  /** Something came. @param {number} count of bytes */
  heard(count) {
    const gap = this.watch.bytes(this.reading.world.now())
    this.reading.trace("bytes", { count })
    if (gap >= notableGap) this.reading.trace("gap", { ms: gap })
    this.#isOpen = true
    this.#isQuiet = false
    this.reading.enter(this.whenHeard)
  }

  /** The promise's outcome, or a rejection when the attempt ends before. @template T @param {Promise<T>} promise @returns {Promise<T>} */
  until(promise) {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject)
      if (this.signal.aborted) reject(this.signal.reason)
      this.#interrupt = reject
    })
  }

  /** What an outcome is made of. @param {Outcome["kind"]} kind @param {string} why @returns {any} */
  outcome(kind, why) {
    return { kind, why, ms: this.ms }
  }

  /** How the attempt ended that failed with this error. @param {unknown} error @returns {Outcome} */
  outcomeOf(error) {
    if (this.reading.signal.aborted) return this.outcome("aborted", "signal")
    if (this.#verdict) return this.outcome(this.#verdict, "silence")
    const why = error instanceof Error ? error.message : String(error)
    return this.outcome(this.#isOpen ? "cut" : "unreachable", why)
  }

  /** Nothing of this attempt goes on. */
  end() {
    this.reading.world.clearTimeout(this.#timer)
    for (const ending of this.#endings.splice(0)) ending()
    this.#stop()
  }

  #stop() {
    if (this.signal.aborted) return
    this.#controller.abort()
    this.#interrupt?.(this.signal.reason)
  }

  #look() {
    this.#find(this.watch.look(this.reading.world.now(), this.reading.world.visible()))
  }

  /** @param {WatchFinding} finding */
  #find({ verdict, isQuiet, next }) {
    const { world } = this.reading
    world.clearTimeout(this.#timer)
    if (this.signal.aborted) return
    if (verdict === null) {
      if (isQuiet && !this.#isQuiet) this.reading.enter("stalled")
      this.#isQuiet = isQuiet
      this.#timer = world.setTimeout(() => this.#look(), Math.max(1, next))
      return
    }
    this.#verdict = verdict
    if (verdict === "stall") this.reading.enter("stalled")
    this.#stop()
  }
}

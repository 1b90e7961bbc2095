/** @import { PageWorld } from "./page-world.js" */

/** Time that runs out once, unless it is cancelled, and stands still while anything holds it. */
export class Countdown {
  #world
  #onEnd
  #left
  #since = 0
  /** @type {unknown} */
  #timer = null
  /** @type {Set<string>} */
  #holders = new Set()
  #isOver = false

  /** @param {Pick<PageWorld, "now" | "setTimeout" | "clearTimeout">} world @param {number} milliseconds @param {() => void} onEnd */
  constructor(world, milliseconds, onEnd) {
    this.#world = world
    this.#left = milliseconds
    this.#onEnd = onEnd
    this.#run()
  }

  /** @param {string} holder */
  pause(holder) {
    this.#holders.add(holder)
    this.#stop()
  }

  /** @param {string} holder lets go of it */
  resume(holder) {
    if (this.#holders.delete(holder) && this.#holders.size === 0) this.#run()
  }

  cancel() {
    this.#isOver = true
    this.#stop()
  }

  #run() {
    if (this.#isOver) return
    this.#since = this.#world.now()
    this.#timer = this.#world.setTimeout(() => {
      this.cancel()
      this.#onEnd()
    }, Math.max(0, this.#left))
  }

  #stop() {
    if (this.#timer === null) return
    this.#world.clearTimeout(this.#timer)
    this.#timer = null
    this.#left -= this.#world.now() - this.#since
  }
}

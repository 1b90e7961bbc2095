/** @import { PageWorld } from "./page-world.js" */

/** Time that runs out unless it is cancelled, and stands still while it is paused. */
export class Countdown {
  #world
  #onEnd
  #left
  #since = 0
  /** @type {unknown} */
  #timer = null

  /** @param {Pick<PageWorld, "now" | "setTimeout" | "clearTimeout">} world @param {number} milliseconds @param {() => void} onEnd */
  constructor(world, milliseconds, onEnd) {
    this.#world = world
    this.#left = milliseconds
    this.#onEnd = onEnd
    this.resume()
  }

  pause() {
    if (this.#timer === null) return
    this.#world.clearTimeout(this.#timer)
    this.#timer = null
    this.#left -= this.#world.now() - this.#since
  }

  resume() {
    if (this.#timer !== null) return
    this.#since = this.#world.now()
    this.#timer = this.#world.setTimeout(() => {
      this.#timer = null
      this.#onEnd()
    }, Math.max(0, this.#left))
  }

  cancel() {
    if (this.#timer !== null) this.#world.clearTimeout(this.#timer)
    this.#timer = null
    this.#left = Infinity
  }
}

/**
 * Tells listeners that something has changed, at most once a frame.
 *
 * A page that is not seen draws no frames, so a timer goes with it; whichever comes first tells them.
 */
export class FrameNotice {
  /** @type {Set<() => void>} */
  #listeners = new Set()
  /** @type {(() => void) | null} */
  #cancel = null

  /** @param {{ setTimeout: (run: () => void, ms: number) => any, clearTimeout: (timer: any) => void, requestAnimationFrame?: (run: () => void) => number, cancelAnimationFrame?: (frame: number) => void }} world */
  constructor(world) {
    this.world = world
  }

  /** @param {() => void} listener @returns {() => void} ends it */
  subscribe(listener) {
    const own = () => listener()
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /** Something has changed. */
  raise() {
    if (this.#cancel) return
    const { world } = this
    const draws = world.requestAnimationFrame && world.cancelAnimationFrame
    const timer = world.setTimeout(() => this.#tell(), draws ? 100 : 0)
    const frame = draws ? world.requestAnimationFrame?.(() => this.#tell()) : undefined
    this.#cancel = () => {
      world.clearTimeout(timer)
      if (frame !== undefined) world.cancelAnimationFrame?.(frame)
    }
  }

  /** Nobody is told anything any more. */
  close() {
    this.#cancel?.()
    this.#cancel = null
    this.#listeners.clear()
  }

  #tell() {
    this.#cancel?.()
    this.#cancel = null
    for (const listener of [...this.#listeners]) listener()
  }
}

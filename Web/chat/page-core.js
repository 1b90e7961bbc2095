import { loadCore } from "../markdown/kaya-core.js"

/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { World } from "../transport/world.js" */

/** How long anybody waits for the core, in milliseconds. Until it is there, answers are plain text. */
const CORE_PATIENCE = 4000

/** The core in WebAssembly. It is fetched when there is something to read, not before: it would be a third of a first visit. */
export class PageCore {
  /** The core, once it has started. @type {Core | null} */
  current = null
  /** Is told when it has started, however late. @type {(core: Core) => void} */
  onStart = () => {}

  /** @type {Promise<Core | null> | null} */
  #starting = null

  /**
   * @param {object} options
   * @param {string} options.address `""` where there is none
   * @param {Pick<World, "setTimeout">} options.world
   * @param {(error: unknown) => void} [options.onFailure]
   * @param {(address: string) => Promise<Core>} [options.load]
   */
  constructor({ address, world, onFailure = () => {}, load = loadCore }) {
    this.address = address
    this.world = world
    this.onFailure = onFailure
    this.loadFrom = load
  }

  /** The core; null when it cannot be had, or not soon. What was not to be had is fetched anew when it is wanted again. @returns {Promise<Core | null>} */
  load() {
    if (this.current) return Promise.resolve(this.current)
    if (this.address === "" || typeof WebAssembly === "undefined") return Promise.resolve(null)
    this.#starting ??= this.#start()
    const late = new Promise((resolve) => this.world.setTimeout(() => resolve(null), CORE_PATIENCE))
    return Promise.race([this.#starting, late])
  }

  async #start() {
    try {
      this.current = await this.loadFrom(this.address)
    } catch (error) {
      this.#starting = null
      this.onFailure(error)
      return null
    }
    this.onStart(this.current)
    return this.current
  }
}

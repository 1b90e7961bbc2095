/** @import { HandOver, TurnView } from "./hand-over.js" */

const EVERY = 2000

/**
 * How much of each turn's text the server has stored, in UTF-16 units: asked for every two seconds of the turn that grows,
 * and once more of one that has ended. What cannot be asked stays unknown.
 */
export class StoredLengths {
  /** @type {Map<string, { length: number, of: number }>} by the turn's key; `of` is what had been received when it was asked for */
  lengths = new Map()
  /** @type {Map<string, { at: number, length: number, state: string }>} */
  #asked = new Map()

  /** @param {Pick<HandOver, "api" | "world">} handOver */
  constructor({ api, world }) {
    this.api = api
    this.world = world
  }

  /** What is known; asks when that is old. @param {TurnView} turn */
  of(turn) {
    const asked = this.#asked.get(turn.key), now = this.world.now()
    const isNew = !asked || asked.length !== turn.text.length || asked.state !== turn.state
    if (this.api && turn.id && isNew && now - (asked?.at ?? -Infinity) >= EVERY) {
      this.#asked.set(turn.key, { at: now, length: turn.text.length, state: turn.state })
      void this.#ask(turn.key, turn.id, turn.text.length)
    }
    return this.lengths.get(turn.key) ?? null
  }

  /** @param {string} key @param {string} id @param {number} of */
  async #ask(key, id, of) {
    try {
      this.lengths.set(key, { length: (await this.api?.turn(id))?.text.length ?? 0, of })
    } catch {
      // Unknown, as it was: the network may be off on purpose.
    }
  }
}

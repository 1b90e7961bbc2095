import { RUNGS } from "./ladder.js"

/** @import { Rung } from "./ladder.js" */
/** @import { TransportStorage } from "./world.js" */

const rungLifetime = 15 * 60_000

/** Remembers for 15 minutes which rung worked where a better one did not. Without storage it remembers nothing. */
export class NetworkMemory {
  /** @param {TransportStorage | null} storage may throw @param {string} server */
  constructor(storage, server) {
    this.storage = storage
    this.key = `kaya-rung ${server}`
  }

  /** @param {number} now @returns {Rung | null} */
  recall(now) {
    try {
      const { rung, at } = JSON.parse(this.storage?.getItem(this.key) ?? "{}")
      const isRecent = typeof at === "number" && at <= now && now - at < rungLifetime
      return isRecent && RUNGS.includes(rung) ? rung : null
    } catch {
      return null
    }
  }

  /** @param {Rung} rung @param {number} now */
  remember(rung, now) {
    try {
      this.storage?.setItem(this.key, JSON.stringify({ rung, at: now }))
    } catch {
      // Storage is full or forbidden: the next turn begins at the top.
    }
  }

  forget() {
    try {
      this.storage?.removeItem(this.key)
    } catch {
      // As above.
    }
  }
}

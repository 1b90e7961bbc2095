/**
 * What is known of a turn's text at one moment, in UTF-16 units; `null` where it is not known. What is stored was asked for
 * a while ago: `of` is how much had been received by then.
 * @typedef {{ received: number, shown: number | null, stored: { length: number, of: number } | null }} Lengths
 */

/**
 * @typedef {object} Figures
 * @property {number} received
 * @property {number | null} shown
 * @property {number | null} stored
 * @property {number | null} shownLag how much that was received is not shown yet
 * @property {number | null} storedLag how much that had been received when it was asked for was not stored yet
 * @property {number} rate characters a second, over the last five seconds
 * @property {number | null} sinceUpdate milliseconds since the text last grew
 */

const WINDOW = 5000
const MAXIMUM_SAMPLES = 100

/** How a turn's text grows: told its lengths now and then, says rate, lag and age. It keeps the last hundred samples. */
export class StreamFigures {
  /** @type {{ at: number, received: number }[]} */
  #samples = []
  /** @type {number | null} */
  #grewAt = null
  /** @type {Lengths} */
  #lengths = { received: 0, shown: null, stored: null }

  /** @param {number} at milliseconds @param {Lengths} lengths */
  sample(at, lengths) {
    const before = this.#samples.at(-1)?.received ?? 0
    if (lengths.received < before) this.#samples = []
    if (lengths.received !== before) this.#grewAt = at
    this.#lengths = lengths
    this.#samples.push({ at, received: lengths.received })
    if (this.#samples.length > MAXIMUM_SAMPLES) this.#samples.shift()
  }

  /** @param {number} now @returns {Figures} */
  at(now) {
    const { received, shown, stored } = this.#lengths
    return {
      received,
      shown,
      stored: stored?.length ?? null,
      shownLag: shown === null ? null : Math.max(0, received - shown),
      storedLag: stored === null ? null : Math.max(0, stored.of - stored.length),
      rate: this.#rate(now),
      sinceUpdate: this.#grewAt === null ? null : Math.max(0, now - this.#grewAt),
    }
  }

  /** @param {number} now */
  #rate(now) {
    const first = this.#samples.find((sample) => sample.at >= now - WINDOW)
    const last = this.#samples.at(-1)
    if (!first || !last) return 0
    const seconds = (now - first.at) / 1000
    return seconds > 0 ? (last.received - first.received) / seconds : 0
  }
}

/** Heights of turns of conversations that were left, at most. */
const LEFT_HEIGHTS = 500

/** @typedef {{ key: string, gap?: undefined } | { gap: number, key?: undefined }} WindowPart */

/**
 * Which turns of a long conversation are in the document, and how much room the others take.
 *
 * Heights are those that were measured, or else estimated; in pixels.
 */
export class TurnWindow {
  /** @type {readonly { key: string }[]} */
  #turns = []
  /** @type {Map<string, number>} */
  #measured = new Map()
  /** @type {Map<string, number>} */
  #estimates = new Map()

  /**
   * @param {{ estimate: (turn: any) => number, wholeUpTo?: number }} options a conversation of at most `wholeUpTo` turns is shown whole
   */
  constructor({ estimate, wholeUpTo = 30 }) {
    this.estimate = estimate
    this.wholeUpTo = wholeUpTo
  }

  /** @param {readonly { key: string }[]} turns oldest first */
  setTurns(turns) {
    this.#turns = turns
    if (this.knownHeights > 2 * turns.length + LEFT_HEIGHTS) this.#forgetOthers()
  }

  /** How many heights it remembers, measured and estimated. */
  get knownHeights() {
    return this.#measured.size + this.#estimates.size
  }

  #forgetOthers() {
    const keys = new Set(this.#turns.map(({ key }) => key))
    for (const heights of [this.#measured, this.#estimates]) {
      for (const key of heights.keys()) if (!keys.has(key)) heights.delete(key)
    }
  }

  /** @param {string} key @param {number} height @returns {boolean} whether that is news */
  measure(key, height) {
    if (this.#measured.get(key) === height) return false
    this.#measured.set(key, height)
    return true
  }

  /** The width has changed, so no height holds any more. */
  forgetHeights() {
    this.#measured.clear()
    this.#estimates.clear()
  }

  /** Where a turn begins, by what is known; 0 for one that is not there. @param {string} key */
  offsetOf(key) {
    let offset = 0
    for (const turn of this.#turns) {
      if (turn.key === key) return offset
      offset += this.#height(turn)
    }
    return 0
  }

  /** How high all turns are together, by what is known. */
  get height() {
    return this.#turns.reduce((height, turn) => height + this.#height(turn), 0)
  }

  /**
   * What is in the document, in order, while the view shows the pixels from `top` to `bottom`.
   * @param {{ top: number, bottom: number, pinned?: ReadonlySet<string>, isWhole?: boolean }} view those pinned stay wherever the view is
   * @returns {WindowPart[]}
   */
  parts({ top, bottom, pinned = new Set(), isWhole = false }) {
    if (isWhole || this.#turns.length <= this.wholeUpTo) return this.#turns.map(({ key }) => ({ key }))
    const parts = /** @type {WindowPart[]} */ ([])
    let offset = 0
    let gap = 0
    for (const turn of this.#turns) {
      const height = this.#height(turn)
      if (pinned.has(turn.key) || (offset + height >= top && offset <= bottom)) {
        if (gap > 0) parts.push({ gap })
        parts.push({ key: turn.key })
        gap = 0
      } else gap += height
      offset += height
    }
    if (gap > 0) parts.push({ gap })
    return parts
  }

  /** @param {{ key: string }} turn */
  #height(turn) {
    const known = this.#measured.get(turn.key) ?? this.#estimates.get(turn.key)
    if (known !== undefined) return known
    const estimate = this.estimate(turn)
    this.#estimates.set(turn.key, estimate)
    return estimate
  }
}

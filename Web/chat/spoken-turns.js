import { hasEnded } from "../client/answer-state.js"
import { SpokenTurn } from "./spoken-turn.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */
/** @import { Said, SpeechMode } from "./spoken-turn.js" */

/** Answers of conversations that were left; one that was left while it came may be come back to. */
const LEFT_AT_MOST = 50

/** What is read out of the answers of a page. Answers that had ended before are not. */
export class SpokenTurns {
  /** @type {Map<string, SpokenTurn>} answers that run, and those of this page that have ended; the oldest first */
  #spoken = new Map()
  /** @type {SpeechMode} */
  #mode

  /** @param {Words} words @param {SpeechMode} mode */
  constructor(words, mode) {
    this.words = words
    this.#mode = mode
  }

  /** @param {SpeechMode} mode */
  set mode(mode) {
    this.#mode = mode
    for (const spoken of this.#spoken.values()) spoken.mode = mode
  }

  /** How many answers it remembers. */
  get size() {
    return this.#spoken.size
  }

  /** What is to be said now of those that are shown; nothing is said twice. @param {readonly Turn[]} turns @returns {Said[]} */
  read(turns) {
    const said = /** @type {Said[]} */ ([])
    for (const turn of turns) {
      let spoken = this.#spoken.get(turn.key)
      // What was asked in this page has a key of its own, and may have ended before it was seen: then it is the last.
      if (!spoken && hasEnded(turn) && (turn.key === turn.id || turn !== turns.at(-1))) continue
      if (!spoken) this.#spoken.set(turn.key, spoken = new SpokenTurn(this.words, this.#mode))
      said.push(...spoken.read(turn))
    }
    this.#forget(turns)
    return said
  }

  /** @param {readonly Turn[]} turns that are shown, of which nothing is forgotten */
  #forget(turns) {
    const most = turns.length + LEFT_AT_MOST
    if (this.#spoken.size <= most) return
    const shown = new Set(turns.map(({ key }) => key))
    for (const key of this.#spoken.keys()) {
      if (this.#spoken.size <= most) return
      if (!shown.has(key)) this.#spoken.delete(key)
    }
  }
}

import { hasEnded } from "../client/answer-state.js"
import { pageElement } from "./page-element.js"
import { SpokenTurn } from "./spoken-turn.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */
/** @import { Said, SpeechMode } from "./spoken-turn.js" */

/**
 * Reads out to screen readers what happens in a conversation: whole sentences or only the end, never parts of words.
 *
 * What comes in one frame is one announcement. Answers that had ended before are not read out.
 */
export class LiveAnnouncerElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "live-announcer", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  /** @type {SpeechMode} */
  #mode = "sentences"
  /** @type {Map<string, SpokenTurn>} answers that run, and those of this page that have ended */
  #spoken = new Map()

  /** @param {SpeechMode} mode */
  set mode(mode) {
    this.#mode = mode
    for (const spoken of this.#spoken.values()) spoken.mode = mode
  }

  get mode() {
    return this.#mode
  }

  /** @param {{ turns: readonly Turn[] }} snapshot */
  set snapshot({ turns }) {
    const said = /** @type {Said[]} */ ([])
    for (const turn of turns) {
      let spoken = this.#spoken.get(turn.key)
      // What was asked in this page has a key of its own, and may have ended before it was seen.
      if (!spoken && hasEnded(turn) && turn.key === turn.id) continue
      if (!spoken) this.#spoken.set(turn.key, spoken = new SpokenTurn(this.words, this.#mode))
      said.push(...spoken.read(turn))
    }
    if (said.length > 0) this.#say(said)
  }

  connectedCallback() {
    this.classList.add("for-ears")
    this.setAttribute("aria-live", "polite")
    this.setAttribute("aria-relevant", "additions")
    this.setAttribute("aria-atomic", "false")
  }

  /** @param {Said[]} said read out, once */
  #say(said) {
    // Taking away is not announced. Enough is left for whoever is still listening.
    if (this.childElementCount >= 200) this.firstElementChild?.remove()
    const line = pageElement("p")
    for (const { text, language } of said) {
      if (line.firstChild) line.append(" ")
      line.append(language ? pageElement("span", { lang: language }, text) : text)
    }
    this.append(line)
  }
}

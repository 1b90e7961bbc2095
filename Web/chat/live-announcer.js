import { pageElement } from "./page-element.js"
import { SpokenTurns } from "./spoken-turns.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */
/** @import { Said, SpeechMode } from "./spoken-turn.js" */

/**
 * Reads out to screen readers what happens in a conversation: whole sentences or only the end, never parts of words.
 *
 * What comes in one frame is one announcement.
 */
export class LiveAnnouncerElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "live-announcer", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  /** @type {SpeechMode} */
  #mode = "sentences"
  /** @type {SpokenTurns | null} */
  #turns = null

  /** @param {SpeechMode} mode */
  set mode(mode) {
    this.#mode = mode
    if (this.#turns) this.#turns.mode = mode
  }

  get mode() {
    return this.#mode
  }

  /** @param {{ turns: readonly Turn[] }} snapshot */
  set snapshot({ turns }) {
    this.#turns ??= new SpokenTurns(this.words, this.#mode)
    const said = this.#turns.read(turns)
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

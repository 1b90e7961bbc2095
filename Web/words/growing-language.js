import { markLanguage } from "./text-language.js"

/** The first look at a text that grows; the next ones are at twice the length each. */
const FIRST_LOOK = 80

/** Marks an element with the language of a text that is still growing: early, and again when more can be told. */
export class GrowingLanguage {
  #nextLook = FIRST_LOOK

  /** @param {Element} element */
  constructor(element) {
    this.element = element
  }

  /** @param {string} text all of it so far */
  grow(text) {
    if (text.length < this.#nextLook) return
    this.#nextLook = text.length * 2
    markLanguage(this.element, text)
  }

  /** @param {string} text as it stays */
  settle(text) {
    markLanguage(this.element, text)
  }

  /** Another text may come. */
  reset() {
    this.#nextLook = FIRST_LOOK
    this.element.removeAttribute("lang")
  }
}

import { Answer } from "../markdown/answer.js"
import { MarkdownPatches } from "../markdown/markdown-patches.js"
import { GrowingLanguage } from "../words/growing-language.js"

/** @import { Core } from "../markdown/kaya-core.js" */

const embeddedBytes = new TextEncoder()

/** An answer in Markdown in an element of its own; as text without a core, or should it fail. Each piece costs work for that piece alone. */
export class EmbeddedAnswer {
  /** @type {Answer | null} */
  #answer = null
  /** @type {MarkdownPatches | null} */
  #patches = null
  /** @type {Text | null} */
  #plain = null
  #text = ""
  #generation = 0
  #hasEnded = false

  /** @param {HTMLElement} element @param {Core | null} core @param {{ table: string, code: string }} names of what may be wider than the answer */
  constructor(element, core, names) {
    this.element = element
    this.core = core
    this.names = names
    this.language = new GrowingLanguage(element)
    this.#begin()
  }

  /** Brings the element to a text. @param {string} text @param {number} generation @param {boolean} hasEnded */
  show(text, generation, hasEnded) {
    if (generation !== this.#generation) this.#begin()
    this.#generation = generation
    const piece = text.slice(this.#text.length)
    this.#text = text
    this.language.grow(text)
    if (piece) this.#render((answer) => answer.append(embeddedBytes.encode(piece)), piece)
    if (hasEnded && !this.#hasEnded) this.#render((answer) => answer.finish(), "")
    if (hasEnded) {
      if (!this.#hasEnded) {
        this.#nameWideParts()
        this.language.settle(text)
      }
      this.#hasEnded = true
      this.end()
    }
  }

  /** Formats what was shown as text. @param {Core} core */
  setCore(core) {
    this.core = core
    const text = this.#text
    const hasEnded = this.#hasEnded
    this.#begin()
    this.show(text, this.#generation, hasEnded)
  }

  /** What was made in the core takes memory until it is given back. */
  end() {
    this.#answer?.free()
    this.#answer = null
  }

  /** What scrolls sideways must be reached by keyboard. */
  #nameWideParts() {
    for (const part of this.element.querySelectorAll("pre, table")) {
      const isTable = part.localName === "table"
      const scroller = isTable ? part.parentElement : part
      scroller?.setAttribute("tabindex", "0")
      scroller?.setAttribute("role", "region")
      scroller?.setAttribute("aria-label", isTable ? this.names.table : this.names.code)
    }
  }

  #begin() {
    this.end()
    this.#text = ""
    this.#hasEnded = false
    this.#plain = this.#patches = null
    this.language.reset()
    this.element.replaceChildren()
    this.element.classList.remove("as-written")
    if (!this.core) return this.#showPlain("")
    try {
      this.#answer = new Answer(this.core, { headingStart: 3, sourceMarks: true })
      this.#patches = new MarkdownPatches(this.element)
    } catch {
      this.#showPlain("")
    }
  }

  /** @param {(answer: Answer) => Uint8Array} change @param {string} piece */
  #render(change, piece) {
    if (this.#plain) return this.#plain.appendData(piece)
    try {
      if (this.#answer) this.#patches?.apply(change(this.#answer))
    } catch {
      this.end()
      this.#showPlain(this.#text)
    }
  }

  /** @param {string} text */
  #showPlain(text) {
    this.#plain = document.createTextNode(text)
    this.element.classList.add("as-written")
    this.element.replaceChildren(this.#plain)
  }
}

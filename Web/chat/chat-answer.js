import { Answer } from "../markdown/answer.js"
import { MarkdownPatches } from "../markdown/markdown-patches.js"
import { GrowingLanguage } from "../words/growing-language.js"
import { AnswerFittings } from "./answer-fittings.js"
import { pageElement } from "./page-element.js"

/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Words } from "../words/words.js" */

const answerBytes = new TextEncoder()

/**
 * An answer in Markdown, formatted as it arrives. Each piece costs work for that piece alone.
 *
 * Without a core, or should it fail, the text is shown as it was written.
 */
export class ChatAnswerElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "chat-answer", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  hasSourceMarks = true
  /** Gives the title of a source, or null for a number that is none. @type {(number: number) => string | null} */
  sourceTitle = () => null
  /** The key of the turn that it belongs to. */
  turn = ""
  /** All that has been appended. */
  text = ""

  /** @type {Core | null} */
  #core = null
  #body = pageElement("div", { class: "answer-text" })
  /** The language that the text is known to be in; without one it is told by the text. @type {string | null} */
  language = null
  #growingLanguage = new GrowingLanguage(this.#body)
  /** @type {Answer | null} */
  #answer = null
  /** @type {MarkdownPatches | null} */
  #patches = null
  /** @type {Text | null} */
  #plain = null
  /** @type {AnswerFittings | null} */
  #fittings = null
  #isFinished = false

  /** Formats also what was shown as text until it came. @param {Core | null} core */
  set core(core) {
    const isNews = core !== null && core !== this.#core
    this.#core = core
    if (isNews && this.#plain) this.#writeAnew()
  }

  get core() {
    return this.#core
  }

  connectedCallback() {
    if (!this.#body.isConnected) this.replaceChildren(this.#body)
    this.#fittings ??= new AnswerFittings(this)
    if (this.text !== "" && !this.#patches && !this.#plain) this.#writeAnew()
  }

  disconnectedCallback() {
    this.#release()
    this.#fittings?.end()
    this.#fittings = null
  }

  /** The answer goes on. @override @param {...(string | Node)} pieces text alone */
  append(...pieces) {
    const text = pieces.join("")
    if (text === "") return
    this.text += text
    this.#markLanguage()
    this.#setBusy(true)
    if (!this.isConnected) return
    if (!this.#answer && !this.#plain && this.#patches) this.#writeAnew()
    else this.#write(text)
  }

  /** Nothing more comes. */
  finish() {
    this.#isFinished = true
    this.#markLanguage()
    this.#setBusy(false)
    if (this.#answer) this.#render((answer) => answer.finish())
    this.#release()
    this.#fittings?.settle()
  }

  /** Takes everything away; another text may come. */
  reset() {
    this.#release()
    this.#patches = this.#plain = null
    this.#isFinished = false
    this.text = ""
    this.#growingLanguage.reset()
    this.#body.classList.remove("as-written")
    this.removeAttribute("aria-busy")
    this.#body.replaceChildren()
    this.#fittings?.end()
    this.#fittings = this.isConnected ? new AnswerFittings(this) : null
  }

  /** Sources have become known: their marks can be followed. */
  sourcesChanged() {
    this.#fittings?.markSources()
  }

  /** Whether it is shown without formatting. */
  get isAsWritten() {
    return this.#plain !== null
  }

  /** The answer for other programs: as text, and with its formatting. @returns {[text: string, html: string]} */
  forClipboard() {
    const copy = /** @type {HTMLElement} */ (this.#body.cloneNode(true))
    for (const button of copy.querySelectorAll("button")) button.remove()
    const writer = new XMLSerializer()
    return [this.#body.innerText, [...copy.childNodes].map((node) => writer.serializeToString(node)).join("")]
  }

  /** @param {string} text */
  #write(text) {
    if (!this.#answer && !this.#plain) this.#prepare()
    if (this.#plain) this.#plain.appendData(text)
    else this.#render((answer) => answer.append(answerBytes.encode(text)))
  }

  #prepare() {
    if (!this.core) return this.#showPlain("")
    try {
      this.#answer = new Answer(this.core, { headingStart: 3, sourceMarks: this.hasSourceMarks })
      this.#patches = new MarkdownPatches(this.#body)
    } catch {
      this.#showPlain("")
    }
  }

  /** @param {(answer: Answer) => Uint8Array} change */
  #render(change) {
    try {
      if (this.#answer) this.#patches?.apply(change(this.#answer))
    } catch {
      this.#release()
      this.#showPlain(this.text)
    }
  }

  /** @param {string} text */
  #showPlain(text) {
    this.#plain = document.createTextNode(text)
    this.#body.classList.add("as-written")
    this.#body.replaceChildren(this.#plain)
  }

  #writeAnew() {
    const { text } = this
    const isFinished = this.#isFinished
    this.reset()
    this.append(text)
    if (isFinished) this.finish()
  }

  #markLanguage() {
    if (this.language) this.#body.setAttribute("lang", this.language)
    else if (this.#isFinished) this.#growingLanguage.settle(this.text)
    else this.#growingLanguage.grow(this.text)
  }

  /** @param {boolean} isBusy */
  #setBusy(isBusy) {
    const value = String(isBusy)
    if (this.getAttribute("aria-busy") !== value) this.setAttribute("aria-busy", value)
  }

  /** What was made in the core takes memory until it is given back. */
  #release() {
    this.#answer?.free()
    this.#answer = null
  }
}

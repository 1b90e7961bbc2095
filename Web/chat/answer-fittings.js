import { answerIcon } from "./answer-icon.js"
import { copyToClipboard } from "./copy-to-clipboard.js"
import { pageElement, sayOnPage } from "./page-element.js"

/** @import { ChatAnswerElement } from "./chat-answer.js" */

const CODE_COPIED_FOR = 2000
/** The level of an answer's first heading, whichever it is. */
const TOP_LEVEL = 3
const HEADING = /^h[1-6]$/
const FITTED = "sup, pre, div, input, h1, h2, h3, h4, h5, h6"

/**
 * What the renderer does not know of: marks of sources can be followed, code can be copied, and wide code and tables can be
 * scrolled with the keyboard.
 *
 * Only what is new is looked at. The renderer's nodes stay where they are: they get attributes, and a code block a button
 * beside its code.
 */
export class AnswerFittings {
  /** @type {number | undefined} */
  #shift
  #level = TOP_LEVEL - 1

  /** @param {ChatAnswerElement} answer */
  constructor(answer) {
    this.answer = answer
    this.words = answer.words
    this.observer = new MutationObserver((records) => this.#see(records))
    this.observer.observe(answer, { childList: true, subtree: true })
    answer.addEventListener("click", this.#clicked)
    answer.addEventListener("keydown", this.#pressed)
  }

  end() {
    this.observer.disconnect()
    this.answer.removeEventListener("click", this.#clicked)
    this.answer.removeEventListener("keydown", this.#pressed)
  }

  /** Looks at what has changed and was not told yet. */
  settle() {
    this.#see(this.observer.takeRecords())
  }

  /** Looks at all marks: other sources may be known by now. */
  markSources() {
    for (const mark of this.answer.querySelectorAll("sup.source-mark")) this.#fitMark(mark)
  }

  /** @param {MutationRecord[]} records */
  #see(records) {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) if (node instanceof Element) this.#fit(node)
    }
  }

  /** @param {Element} element */
  #fit(element) {
    this.#fitOne(element)
    for (const inner of element.querySelectorAll(FITTED)) this.#fitOne(inner)
  }

  /** @param {Element} element */
  #fitOne(element) {
    switch (element.localName) {
      case "sup":
        return this.#fitMark(element)
      case "pre":
        return this.#fitCode(element)
      case "div":
        return this.#fitTable(element)
      case "input":
        element.setAttribute("lang", this.words.language)
        return element.setAttribute(
          "aria-label",
          this.words.text(element.hasAttribute("checked") ? "answer.task-done" : "answer.task-open"),
        )
      default:
        if (HEADING.test(element.localName)) this.#fitHeading(element)
    }
  }

  /** An answer begins with whatever heading it likes. For those who go from heading to heading no level is missing. @param {Element} heading */
  #fitHeading(heading) {
    const level = Number(heading.localName.charAt(1))
    this.#shift ??= level - TOP_LEVEL
    this.#level = Math.min(this.#level + 1, Math.max(TOP_LEVEL, level - this.#shift))
    heading.setAttribute("aria-level", String(this.#level))
  }

  /** @param {Element} mark */
  #fitMark(mark) {
    const number = Number(mark.getAttribute("data-source"))
    const title = this.answer.sourceTitle(number)
    if (title === null || mark.hasAttribute("role")) return
    mark.setAttribute("role", "button")
    mark.setAttribute("lang", this.words.language)
    mark.setAttribute("tabindex", "0")
    mark.setAttribute("aria-label", this.words.text("sources.source", { number, title }))
    mark.setAttribute("title", title)
  }

  /** @param {Element} pre */
  #fitCode(pre) {
    const code = pre.firstElementChild
    if (code?.localName !== "code" || pre.childElementCount > 1) return
    const language = code.getAttribute("data-language")
    const name = language ? this.words.text("answer.code-in", { language }) : this.words.text("answer.code")
    makeScrollable(code, name)
    const label = this.words.text("answer.copy-code")
    const button = pageElement("button", {
      type: "button",
      class: "icon-button code-copy",
      lang: this.words.language,
      "aria-label": label,
      title: label,
    }, answerIcon("copy"))
    pre.append(button)
  }

  /** @param {Element} around */
  #fitTable(around) {
    if (around.firstElementChild?.localName !== "table") return
    around.classList.add("table-view")
    makeScrollable(around, this.words.text("answer.table"))
  }

  #clicked = (/** @type {MouseEvent} */ event) => {
    const target = /** @type {Element} */ (event.target)
    const mark = target.closest("sup.source-mark[role]")
    if (mark) this.#choose(mark)
    const button = target.closest("button.code-copy")
    if (button) this.#copy(/** @type {HTMLElement} */ (button))
  }

  #pressed = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.target)
    if ((event.key !== "Enter" && event.key !== " ") || !target.matches("sup.source-mark[role]")) return
    event.preventDefault()
    this.#choose(target)
  }

  /** @param {Element} mark */
  #choose(mark) {
    sayOnPage(mark, "chat-source-chosen", { turn: this.answer.turn, number: Number(mark.getAttribute("data-source")) })
  }

  /** @param {HTMLElement} button */
  async #copy(button) {
    const isCopied = await copyToClipboard(button.parentElement?.firstElementChild?.textContent ?? "")
    button.setAttribute("aria-label", this.words.text(isCopied ? "turn.copied" : "turn.copy-failed"))
    button.replaceChildren(answerIcon(isCopied ? "check" : "close"))
    setTimeout(() => {
      button.setAttribute("aria-label", this.words.text("answer.copy-code"))
      button.replaceChildren(answerIcon("copy"))
    }, CODE_COPIED_FOR)
  }
}

/** @param {Element} element @param {string} name */
function makeScrollable(element, name) {
  element.setAttribute("role", "group")
  element.setAttribute("tabindex", "0")
  element.setAttribute("aria-label", name)
}

import { answerIcon } from "./answer-icon.js"
import { isComposedKey } from "./composed-key.js"
import { pageElement, sayOnPage } from "./page-element.js"
import { openableAddress } from "./openable-address.js"
import { dayText } from "./turn-times.js"

/** @import { Source, Turn } from "../client/answer-state.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Words } from "../words/words.js" */
/** @import { ChatAnswerElement } from "./chat-answer.js" */

/** The passage that a source stands for, in its own words, and the way to the whole document. Says `chat-pane-closed`. */
export class ReadingPaneElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "reading-pane", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  /** @type {Core | null} */
  core = null
  /** Loads the passage of a source, by the server's id of the turn. @type {(turn: string, number: number) => Promise<any>} */
  load = () => Promise.resolve(null)
  /** @type {Turn | null} */
  turn = null
  /** @type {Source | null} */
  #source = null

  /** @param {Source | null} source set after `turn` */
  set source(source) {
    this.#source = source
    if (this.isConnected && source) this.#show(source)
  }

  get source() {
    return this.#source
  }

  connectedCallback() {
    this.addEventListener("keydown", this.#keyed)
    if (this.#source && this.childElementCount === 0) this.#show(this.#source)
  }

  /** Escape closes what is read; the answer that runs beside it is not stopped. */
  #keyed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || isComposedKey(event)) return
    event.preventDefault()
    sayOnPage(this, "chat-pane-closed")
  }

  /** @param {Source} source */
  #show(source) {
    const { words } = this
    const close = words.text("pane.close")
    const heading = pageElement("h2", { tabindex: -1, class: "pane-title", dir: "auto" }, source.title)
    const body = pageElement(
      "div",
      { class: "pane-text", "aria-busy": "true" },
      pageElement("p", { class: "pane-said" }, words.text("pane.loading")),
    )
    this.replaceChildren(
      pageElement(
        "header",
        { class: "pane-head" },
        pageElement("p", { class: "pane-number" }, words.text("pane.name", { number: source.number })),
        pageElement(
          "button",
          {
            type: "button",
            class: "icon-button pane-close",
            "aria-label": close,
            title: close,
            click: () => sayOnPage(this, "chat-pane-closed"),
          },
          answerIcon("close"),
        ),
      ),
      heading,
      this.#origin(source),
      body,
    )
    void this.#fill(source, heading, body)
    heading.focus({ preventScroll: true })
  }

  /** Part of the document, from when it is valid, and where the whole of it is. @param {Source} source */
  #origin({ title, heading, validFrom, url }) {
    const { words } = this
    const address = openableAddress(url, document.baseURI)
    return pageElement(
      "div",
      { class: "pane-origin" },
      heading && heading !== title ? pageElement("p", { dir: "auto" }, heading) : null,
      validFrom
        ? pageElement("p", {}, words.text("pane.valid-from", { date: dayText(validFrom, words.language) }))
        : null,
      address
        ? pageElement(
          "a",
          { class: "button", href: address, target: "_blank", rel: "noopener noreferrer" },
          answerIcon("leave"),
          words.text("pane.open"),
        )
        : null,
    )
  }

  /** @param {Source} source @param {HTMLElement} title @param {HTMLElement} body */
  async #fill(source, title, body) {
    const { turn } = this
    try {
      const passage = await this.load(turn?.id ?? "", source.number)
      if (source !== this.#source) return
      body.replaceChildren(...this.#passage(String(passage?.text ?? ""), passage?.language ?? null))
      if (passage?.language) title.setAttribute("lang", passage.language)
    } catch (error) {
      if (source === this.#source) body.replaceChildren(...this.#failure(error, source, title, body))
    }
    body.setAttribute("aria-busy", "false")
  }

  /** @param {string} text @param {string | null} language that its document names */
  #passage(text, language) {
    if (text.trim() === "") return [pageElement("p", { class: "pane-said" }, this.words.text("pane.missing"))]
    const passage = /** @type {ChatAnswerElement} */ (document.createElement("chat-answer"))
    Object.assign(passage, { words: this.words, core: this.core, hasSourceMarks: false, language })
    passage.append(text)
    passage.finish()
    return [passage]
  }

  /** @param {any} error @param {Source} source @param {HTMLElement} title @param {HTMLElement} body */
  #failure(error, source, title, body) {
    const isGone = error?.problem?.code === "not-found"
    const said = pageElement("p", { class: "pane-said" }, this.words.text(isGone ? "pane.missing" : "pane.failed"))
    if (isGone) return [said]
    const tryAgain = () => {
      body.setAttribute("aria-busy", "true")
      void this.#fill(source, title, body)
    }
    return [
      said,
      pageElement("button", { type: "button", class: "button", click: tryAgain }, this.words.text("pane.again")),
    ]
  }
}

import { pageElement, sayOnPage } from "./page-element.js"
import { dayText } from "./turn-times.js"

/** @import { Source } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

const SHOWN_AT_FIRST = 4

let sourceListCount = 0

/** What an answer rests on, numbered as the answer cites it. Says `chat-source-chosen {turn, number}`. */
export class ChatSourcesElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "chat-sources", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  /** The key of the turn that they belong to. */
  turn = ""
  /** @type {readonly Source[]} */
  #sources = []
  #isWhole = false

  /** @param {readonly Source[]} sources */
  set sources(sources) {
    this.#sources = sources
    if (this.isConnected) this.#show()
  }

  get sources() {
    return this.#sources
  }

  connectedCallback() {
    this.#show()
  }

  /** The button of a source. @param {number} number @returns {HTMLElement | null} */
  buttonOf(number) {
    return this.querySelector(`[data-number="${number}"]`)
  }

  #show() {
    this.hidden = this.#sources.length === 0
    if (this.hidden) return this.replaceChildren()
    const id = `sources-${sourceListCount += 1}`
    const shown = this.#isWhole ? this.#sources : this.#sources.slice(0, SHOWN_AT_FIRST)
    const list = pageElement(
      "ol",
      { class: "source-list", "aria-labelledby": id, role: "list" },
      ...shown.map((source) => this.#item(source)),
    )
    this.replaceChildren(pageElement("p", { class: "sources-name", id }, this.words.text("sources.name")), list)
    if (this.#sources.length > SHOWN_AT_FIRST) this.append(this.#moreButton())
  }

  /** @param {Source} source */
  #item(source) {
    const { number, title, heading, validFrom } = source
    const { words } = this
    const more = [
      heading && heading !== title ? heading : "",
      validFrom ? words.text("sources.valid-from", { date: dayText(validFrom, words.language) }) : "",
    ].filter((text) => text !== "").join(" · ")
    const choose = () => sayOnPage(this, "chat-source-chosen", { turn: this.turn, number })
    return pageElement(
      "li",
      {},
      pageElement(
        "button",
        { type: "button", class: "source", "data-number": number, click: choose },
        pageElement("span", { class: "source-number" }, String(number)),
        pageElement(
          "span",
          { class: "source-words" },
          pageElement("span", { class: "source-title", dir: "auto" }, title),
          more ? pageElement("span", { class: "source-more", dir: "auto" }, more) : null,
        ),
      ),
    )
  }

  #moreButton() {
    const label = this.#isWhole
      ? this.words.text("sources.fewer")
      : this.words.text("sources.all", { count: this.#sources.length })
    const turnOver = () => {
      this.#isWhole = !this.#isWhole
      this.#show()
      if (this.lastElementChild instanceof HTMLElement) this.lastElementChild.focus()
    }
    return pageElement("button", {
      type: "button",
      class: "button plain sources-more",
      "aria-expanded": String(this.#isWhole),
      click: turnOver,
    }, label)
  }
}

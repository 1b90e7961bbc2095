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
    const items = this.#sources.map((source, index) => this.#item(source, index))
    const list = pageElement("ol", { class: "source-list", "aria-labelledby": id, role: "list" }, ...items)
    this.replaceChildren(pageElement("p", { class: "sources-name", id }, this.words.text("sources.name")), list)
    if (items.length > SHOWN_AT_FIRST) this.append(this.#moreButton(list))
  }

  /** @param {Source} source @param {number} index */
  #item(source, index) {
    const { number, title, heading, validFrom } = source
    const { words } = this
    const more = [
      heading && heading !== title ? heading : "",
      validFrom ? words.text("sources.valid-from", { date: dayText(validFrom, words.language) }) : "",
    ].filter((text) => text !== "").join(" · ")
    const choose = () => sayOnPage(this, "chat-source-chosen", { turn: this.turn, number })
    return pageElement(
      "li",
      { class: index >= SHOWN_AT_FIRST ? "beyond" : null },
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

  /** @param {HTMLElement} list */
  #moreButton(list) {
    const button = pageElement("button", { type: "button", class: "button plain sources-more" })
    const show = () => {
      list.classList.toggle("whole", this.#isWhole)
      button.textContent = this.#isWhole
        ? this.words.text("sources.fewer")
        : this.words.text("sources.all", { count: this.#sources.length })
      button.setAttribute("aria-expanded", String(this.#isWhole))
    }
    button.addEventListener("click", () => {
      this.#isWhole = !this.#isWhole
      show()
    })
    show()
    return button
  }
}

import { openableAddress } from "./openable-address.js"
import { pageElement, sayOnPage } from "./page-element.js"
import { dayText } from "./turn-times.js"

/** @import { Source } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

const SHOWN_AT_FIRST = 4
/** On a narrow screen, where they stand one under the other before the answer. */
const SHOWN_WHERE_NARROW = 2

const NO_BREAK = "\u00a0"
/** Between the headings above a passage, the innermost last. */
const HEADING_PATH = " › "

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
    if (items.length > SHOWN_WHERE_NARROW) this.append(this.#moreButton(list))
  }

  /** Several are often of one document: its own heading tells one apart, and stands first. @param {Source} source @param {number} index */
  #item(source, index) {
    const { number, title, heading, validFrom, url } = source
    const { words } = this
    const valid = validFrom && words.text("sources.valid-from", { date: dayText(validFrom, words.language) })
    const name = heading?.split(HEADING_PATH).at(-1) || title
    const more = [name === title ? "" : title, valid?.replaceAll(" ", NO_BREAK)].filter(Boolean).join(" · ")
    const address = openableAddress(url, document.baseURI)
    const choose = () => sayOnPage(this, "chat-source-chosen", { turn: this.turn, number })
    return pageElement(
      "li",
      {
        class: index >= SHOWN_AT_FIRST ? "beyond beyond-narrow" : index >= SHOWN_WHERE_NARROW ? "beyond-narrow" : null,
      },
      pageElement(
        "button",
        { type: "button", class: "source", "data-number": number, click: choose },
        pageElement("span", { class: "source-number" }, String(number)),
        pageElement(
          "span",
          { class: "source-words" },
          pageElement("span", { class: "source-title", dir: "auto" }, name),
          more ? pageElement("span", { class: "source-more", dir: "auto" }, more) : null,
          address ? pageElement("span", { class: "source-address" }, address) : null,
        ),
      ),
    )
  }

  /** @param {HTMLElement} list */
  #moreButton(list) {
    const isForNarrow = this.#sources.length <= SHOWN_AT_FIRST
    const button = pageElement("button", {
      type: "button",
      class: isForNarrow ? "button plain sources-more where-narrow" : "button plain sources-more",
    })
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

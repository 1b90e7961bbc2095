import { markLanguage } from "../words/text-language.js"
import { openConversationMenu } from "./page-conversation-menu.js"
import { pageElement, sayOnPage } from "./page-element.js"
import { pageIcon } from "./page-icon.js"
import { renameInPlace } from "./page-rename.js"
import { dayOfMoment } from "./turn-times.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { Words } from "../words/words.js" */

/** The heading of the conversation: its title, until when it is kept, and what can be done to it. */
export class PageTitle {
  /** @type {NonNullable<ChatSnapshot["conversation"]> | null} */
  #conversation = null

  /** @param {{ words: Words, exportAddress: (id: string, format: "json" | "markdown" | "html") => string }} options */
  constructor({ words, exportAddress }) {
    this.words = words
    this.exportAddress = exportAddress
    this.heading = pageElement("h1", { tabindex: -1, dir: "auto" })
    this.until = pageElement("span", { class: "title-until" })
    this.menu = pageElement(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-label": words.text("conversation.actions"),
        title: words.text("conversation.actions"),
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        click: () => this.#open(),
      },
      pageIcon("more"),
    )
    const line = pageElement("div", { class: "title-line" }, this.heading, this.until, this.menu)
    this.element = pageElement("div", { class: "page-title" }, line)
    this.show(null)
  }

  get text() {
    return this.heading.textContent ?? ""
  }

  /** @param {ChatSnapshot["conversation"]} conversation */
  show(conversation) {
    this.#conversation = conversation
    this.heading.textContent = conversation?.title || this.words.text("page.new")
    markLanguage(this.heading, conversation?.title ?? "")
    this.menu.hidden = conversation === null
    this.element.classList.toggle("is-new", conversation === null)
    this.#showUntil(conversation?.deletedAt ?? null)
  }

  focus() {
    this.heading.focus()
  }

  /** @param {string | null} deletedAt */
  #showUntil(deletedAt) {
    this.until.hidden = deletedAt === null
    if (deletedAt === null) return
    const { language, text } = this.words
    const short = dayOfMoment(deletedAt, language, "medium")
    const long = text("conversation.deletedAt", { date: dayOfMoment(deletedAt, language, "long") })
    this.until.title = long
    this.until.replaceChildren(
      pageElement("span", { "aria-hidden": "true" }, text("conversation.deletedAt-short", { date: short })),
      pageElement("span", { class: "for-ears" }, long),
    )
  }

  #open() {
    const conversation = this.#conversation
    if (!conversation) return
    const { id } = conversation
    openConversationMenu({
      anchor: this.menu,
      label: this.words.text("conversation.actions"),
      conversation,
      words: this.words,
      exportAddress: (format) => this.exportAddress(id, format),
      rename: () =>
        renameInPlace(this.heading, conversation.title, this.words, (renamed) => {
          sayOnPage(this.element, "chat-conversation-renamed", { id, title: renamed })
        }),
    })
  }
}

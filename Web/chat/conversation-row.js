import { markLanguage } from "../words/text-language.js"
import { openConversationMenu } from "./page-conversation-menu.js"
import { pageElement, sayOnPage } from "./page-element.js"
import { pageIcon } from "./page-icon.js"
import { conversationAddress } from "./page-route.js"
import { renameInPlace } from "./page-rename.js"

/** @import { ListedConversation } from "./page-shelf.js" */
/** @import { Words } from "../words/words.js" */

/** A conversation in the list: a link that can be opened in a new tab, a mark while it is answered, and what can be done to it. */
export class ConversationRow {
  /** @param {ListedConversation} conversation @param {Words} words */
  constructor(conversation, words) {
    this.conversation = conversation
    this.words = words
    this.title = pageElement("span", { class: "row-title", dir: "auto" })
    this.mark = pageElement(
      "span",
      { class: "row-running", hidden: true },
      pageElement("span", { class: "for-ears" }, words.text("list.running")),
    )
    this.link = pageElement(
      "a",
      { class: "row-link", click: (/** @type {MouseEvent} */ event) => this.#choose(event) },
      this.title,
      this.mark,
    )
    this.menu = pageElement(
      "button",
      {
        type: "button",
        class: "icon-button row-menu",
        "aria-haspopup": "dialog",
        "aria-expanded": "false",
        click: () => this.#open(),
      },
      pageIcon("more"),
    )
    this.element = pageElement("li", { class: "row" }, this.link, this.menu)
  }

  /** @param {ListedConversation} conversation @param {{ isRunning: boolean, isCurrent: boolean }} state */
  show(conversation, { isRunning, isCurrent }) {
    this.conversation = conversation
    const title = conversation.title || this.words.text("list.untitled")
    if (this.title.textContent !== title) {
      this.title.textContent = title
      markLanguage(this.title, conversation.title)
      this.link.title = title
      this.menu.setAttribute("aria-label", this.words.text("list.actions", { title }))
    }
    this.link.href = conversationAddress(conversation.id)
    this.mark.hidden = !isRunning
    if (isCurrent) this.link.setAttribute("aria-current", "page")
    else this.link.removeAttribute("aria-current")
  }

  rename() {
    const { id, title } = this.conversation
    renameInPlace(this.link, title, this.words, (renamed) => {
      sayOnPage(this.element, "chat-conversation-renamed", { id, title: renamed })
    })
  }

  /** @param {MouseEvent} event */
  #choose(event) {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    sayOnPage(this.element, "chat-conversation-chosen", { id: this.conversation.id })
  }

  #open() {
    const { conversation, words, menu } = this
    openConversationMenu({
      anchor: menu,
      label: menu.getAttribute("aria-label") ?? "",
      conversation,
      words,
      rename: () => this.rename(),
    })
  }
}

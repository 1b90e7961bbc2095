import { groupedByDay } from "./conversation-groups.js"
import { listParts } from "./conversation-list-parts.js"
import { ConversationRow } from "./conversation-row.js"
import { arrangeChildren, pageElement, sayOnPage } from "./page-element.js"

/** @import { ListedConversation } from "./page-shelf.js" */
/** @import { Words } from "../words/words.js" */
/**
 * @typedef {object} ListContent
 * @property {ListedConversation[]} conversations in their order
 * @property {ReadonlySet<string>} running
 * @property {string | null} current
 * @property {"loading" | "searching" | "ready" | "failed"} state
 * @property {boolean} hasMore
 * @property {string} q what they were searched for
 * @property {boolean} archived whether these are the archived ones
 */

/**
 * The conversations, to search, open, rename, pin, archive and delete. It says what was asked for, and shows what it is given.
 * @fires chat-conversation-chosen @fires chat-conversation-pinned @fires chat-conversation-renamed
 * @fires chat-conversation-archived @fires chat-conversation-deleted @fires chat-conversation-searched
 * @fires chat-conversation-more-wanted
 */
export class ConversationListElement extends HTMLElement {
  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  world = { now: () => Date.now() }
  /** @type {Map<string, ConversationRow>} in the order in which they are shown */
  #rows = new Map()
  /** @type {Map<string, HTMLElement>} */
  #groups = new Map()
  #archived = false
  #parts = /** @type {ReturnType<typeof listParts> | null} */ (null)

  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "conversation-list", registry = customElements) {
    registry.define(tag, this)
  }

  connectedCallback() {
    if (this.firstChild) return
    const { search, heading, groups, said, again, more, other, spoken } = this.#made
    this.append(search, pageElement("div", { class: "list-scroll" }, heading, groups, said, again, more, other), spoken)
  }

  /** Shows what there is now. @param {ListContent} content */
  show({ conversations, running, current, state, hasMore, q, archived }) {
    const { heading, again, more, other } = this.#made
    const focused = [...this.#rows.values()].findIndex(({ element }) => element.contains(document.activeElement))
    this.#archived = archived
    this.#showGroups(conversations, running, current)
    heading.hidden = !archived
    again.hidden = state !== "failed"
    more.hidden = !hasMore || state !== "ready"
    other.textContent = this.words.text(archived ? "list.show-current" : "list.show-archived")
    other.hidden = state === "loading" || state === "failed"
    this.#say(conversations.length, state, q)
    if (focused >= 0 && document.activeElement === document.body) this.#focusRow(focused)
  }

  focusSearch() {
    this.#made.field.focus()
    this.#made.field.select()
  }

  get #made() {
    return this.#parts ??= listParts(this.words, {
      search: () => this.#search(this.#archived),
      clear: (event) => this.#clear(event),
      again: () => this.#search(this.#archived),
      more: () => sayOnPage(this, "chat-conversation-more-wanted"),
      other: () => this.#search(!this.#archived),
    })
  }

  /** @param {ListedConversation[]} conversations @param {ReadonlySet<string>} running @param {string | null} current */
  #showGroups(conversations, running, current) {
    const rows = new Map()
    const groups = new Map()
    for (
      const { label, conversations: members } of groupedByDay(conversations, new Date(this.world.now()), this.words)
    ) {
      const group = this.#groups.get(label) ??
        pageElement("section", {}, pageElement("h3", {}, label), pageElement("ul"))
      groups.set(label, group)
      const elements = members.map((conversation) => {
        const row = this.#rows.get(conversation.id) ?? new ConversationRow(conversation, this.words)
        row.show(conversation, { isRunning: running.has(conversation.id), isCurrent: conversation.id === current })
        rows.set(conversation.id, row)
        return row.element
      })
      arrangeChildren(/** @type {Element} */ (group.lastElementChild), elements)
    }
    this.#rows = rows
    this.#groups = groups
    arrangeChildren(this.#made.groups, [...groups.values()])
  }

  /** @param {number} count @param {ListContent["state"]} state @param {string} q */
  #say(count, state, q) {
    const { text } = this.words
    const { said, spoken } = this.#made
    const empty = q
      ? text(this.#archived ? "list.none-found" : "list.none-current", { q })
      : text(this.#archived ? "list.none-archived" : "list.empty")
    const isWaiting = state === "loading" || state === "searching"
    const shown = state === "failed" ? text("list.failed") : count > 0 ? "" : isWaiting ? text("list.loading") : empty
    if (said.textContent !== shown) said.textContent = shown
    said.classList.toggle("waiting", isWaiting)
    const heard = state !== "ready" || q === "" ? "" : count > 0 ? text("list.found", { count }) : empty
    if (spoken.textContent !== heard) spoken.textContent = heard
  }

  /** The row with the focus is gone: the one in its place has it now. @param {number} index */
  #focusRow(index) {
    const rows = [...this.#rows.values()]
    const next = rows[Math.min(index, rows.length - 1)]?.link ?? this.#made.field
    next.focus()
  }

  /** @param {boolean} archived */
  #search(archived) {
    sayOnPage(this, "chat-conversation-searched", { q: this.#made.field.value, archived })
  }

  /** @param {KeyboardEvent} event */
  #clear(event) {
    const { field } = this.#made
    if (event.key !== "Escape" || field.value === "") return
    event.preventDefault()
    event.stopPropagation()
    field.value = ""
    this.#search(this.#archived)
  }
}

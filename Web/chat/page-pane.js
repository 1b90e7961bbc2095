import { PageDrawer } from "./page-drawer.js"
import { pageElement } from "./page-element.js"

/** @import { PageLayout } from "./page-layout.js" */
/** @import { Words } from "../words/words.js" */

/** The place of the source that is read: beside the conversation where there is room, over it where there is none. */
export class PagePane {
  #layout = /** @type {PageLayout} */ ("narrow")
  /** @type {HTMLElement | null} */
  #opener = null

  /** @param {{ pane: HTMLElement, words: Words }} options */
  constructor({ pane, words }) {
    this.pane = pane
    this.element = pageElement("aside", { class: "page-pane", "aria-label": words.text("page.source"), hidden: true })
    // A header in a section is that section's; in a dialog alone it would be the page's.
    const section = pageElement("section", {}, pane)
    this.element.append(section)
    this.sheet = new PageDrawer({
      content: section,
      home: this.element,
      label: words.text("page.source"),
      kind: "from-the-end",
      words,
    })
  }

  get isOpen() {
    return this.sheet.isOpen || !this.element.hidden
  }

  /** The focus goes back from it to what has it now. */
  open() {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)
    if (!this.pane.contains(focused)) this.#opener = focused
    if (this.#layout === "roomy") this.element.hidden = false
    else this.sheet.open()
  }

  close() {
    if (!this.isOpen) return
    const focused = document.activeElement
    const hadFocus = focused === document.body || this.element.contains(focused)
    this.sheet.close()
    this.element.hidden = true
    if (hadFocus && this.#opener?.isConnected) this.#opener.focus()
  }

  /** @param {PageLayout} layout @param {boolean} isCrowdedOut whether something was opened beside the page that may not be covered */
  fit(layout, isCrowdedOut = false) {
    if (layout === this.#layout) return
    const { isOpen } = this
    this.#layout = layout
    if (!isOpen) return
    this.close()
    if (layout === "roomy" || !isCrowdedOut) this.open()
  }
}

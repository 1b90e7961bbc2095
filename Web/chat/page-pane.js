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

  open() {
    if (this.element.hidden) this.#opener = /** @type {HTMLElement | null} */ (document.activeElement)
    if (this.#layout === "roomy") this.element.hidden = false
    else this.sheet.open()
  }

  close() {
    const hadFocus = this.element.contains(document.activeElement)
    this.sheet.close()
    this.element.hidden = true
    if (hadFocus && this.#opener?.isConnected) this.#opener.focus()
  }

  /** @param {PageLayout} layout */
  fit(layout) {
    if (layout === this.#layout) return
    const isOpen = this.sheet.isOpen || !this.element.hidden
    this.#layout = layout
    if (!isOpen) return
    this.close()
    this.open()
  }
}

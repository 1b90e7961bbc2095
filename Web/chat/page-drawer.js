import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/** @import { Words } from "../words/words.js" */

/**
 * Something of the page that lies in a dialog where there is no room for it beside the rest. The browser keeps the focus in it
 * and gives it back.
 */
export class PageDrawer {
  /** @param {{ content: HTMLElement, home: HTMLElement, label: string, kind: string, words: Words, onClosed?: () => void }} options `home` has it while there is room */
  constructor({ content, home, label, kind, words, onClosed }) {
    this.content = content
    this.home = home
    this.dialog = pageElement("dialog", { class: `page-drawer ${kind}`, "aria-label": label })
    this.dialog.append(pageElement(
      "button",
      {
        type: "button",
        class: "icon-button drawer-close",
        "aria-label": words.text("page.close"),
        click: () => this.close(),
      },
      pageIcon("close"),
    ))
    this.dialog.addEventListener("click", (event) => {
      if (event.target === this.dialog) this.close()
    })
    this.dialog.addEventListener("close", () => {
      this.home.append(this.content)
      this.dialog.remove()
      onClosed?.()
    })
  }

  get isOpen() {
    return this.dialog.open
  }

  open() {
    if (this.isOpen) return
    document.body.append(this.dialog)
    this.dialog.append(this.content)
    this.dialog.showModal()
  }

  close() {
    if (this.isOpen) this.dialog.close()
  }
}

import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/** @import { Words } from "../words/words.js" */

let dialogCount = 0

/**
 * Opens a dialog over the page. The browser keeps the focus inside and gives it back; Esc, the cross and a click beside it
 * close it, and then it is gone.
 * @param {object} options
 * @param {Words} options.words
 * @param {string} options.title
 * @param {Node[]} options.content
 * @param {HTMLElement[]} [options.actions] buttons at its foot
 * @param {string} [options.kind] its class
 * @param {() => void} [options.onClosed]
 */
export function openPageDialog({ words, title, content, actions = [], kind = "", onClosed }) {
  const id = `dialog-title-${dialogCount += 1}`
  const dialog = pageElement("dialog", { class: `page-dialog ${kind}`.trim(), "aria-labelledby": id })
  const close = pageElement(
    "button",
    { type: "button", class: "icon-button", "aria-label": words.text("page.close"), click: () => dialog.close() },
    pageIcon("close"),
  )
  dialog.append(
    pageElement(
      "div",
      { class: "dialog-box" },
      pageElement("div", { class: "dialog-head" }, pageElement("h2", { id }, title), close),
      pageElement("div", { class: "dialog-content" }, ...content),
      actions.length > 0 ? pageElement("div", { class: "dialog-foot" }, ...actions) : null,
    ),
  )
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener("close", () => {
    dialog.remove()
    onClosed?.()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/**
 * Asks before something that cannot be undone.
 * @param {{ words: Words, title: string, text: string, action: string }} options
 * @returns {Promise<boolean>} whether it was confirmed; everything else than the button is a no
 */
export function confirmOnPage({ words, title, text, action }) {
  return new Promise((resolve) => {
    let isConfirmed = false
    const cancel = pageElement(
      "button",
      { type: "button", class: "button", autofocus: true, click: () => dialog.close() },
      words.text("page.cancel"),
    )
    const confirm = pageElement("button", { type: "button", class: "button danger" }, action)
    confirm.addEventListener("click", () => {
      isConfirmed = true
      dialog.close()
    })
    const dialog = openPageDialog({
      words,
      title,
      content: [pageElement("p", {}, text)],
      actions: [cancel, confirm],
      kind: "question",
      onClosed: () => resolve(isConfirmed),
    })
  })
}

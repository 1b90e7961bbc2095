import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/** @import { PageLife } from "./page-life.js" */

/** The way to conversations: a new one, and those that there are. @param {PageLife} life @param {HTMLElement} list */
export function pageNavigation(life, list) {
  const { text } = life.page.words
  const begin = pageElement(
    "button",
    { type: "button", class: "button begin", click: () => void life.go(null) },
    pageIcon("new"),
    text("page.new"),
  )
  const heading = pageElement("h2", { class: "for-ears" }, text("page.conversations"))
  return pageElement("nav", { "aria-label": text("page.conversations") }, heading, begin, list)
}

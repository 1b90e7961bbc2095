import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/** @import { Words } from "../words/words.js" */

/**
 * What a list of conversations consists of, in the order in which it is shown.
 * @param {Words} words
 * @param {Record<"search" | "clear" | "again" | "more" | "other", (event: any) => void>} acts
 */
export function listParts({ text }, acts) {
  /** @param {string} key @param {() => void} act */
  const button = (key, act) => {
    return pageElement("button", { type: "button", class: "button plain list-button", click: act }, text(key))
  }
  const field = pageElement("input", {
    type: "search",
    class: "field",
    "aria-label": text("list.search"),
    placeholder: text("list.search-short"),
    autocomplete: "off",
    enterkeyhint: "search",
    input: acts.search,
    keydown: acts.clear,
  })
  const other = button("list.show-archived", () => acts.other(null))
  other.hidden = true
  return {
    field,
    search: pageElement("div", { class: "list-search", role: "search" }, pageIcon("search"), field),
    heading: pageElement("p", { class: "list-heading", hidden: true }, text("list.archived")),
    groups: pageElement("div", { class: "list-groups" }),
    said: pageElement("p", { class: "list-said" }),
    spoken: pageElement("p", { class: "for-ears", role: "status" }),
    again: button("page.again", () => acts.again(null)),
    more: button("list.more", () => acts.more(null)),
    other,
  }
}

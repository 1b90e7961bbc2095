import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"
import { conversationAddress } from "./page-route.js"

/** @import { Words } from "../words/words.js" */

/**
 * The bar at the head of the page: whose service it is, and what belongs to no conversation. Which of its buttons there are
 * depends on the layout, on who is logged in and on the right to diagnose.
 */
export class PageHeader {
  /**
   * @param {object} options
   * @param {Words} options.words
   * @param {string} options.name
   * @param {Record<"list" | "new" | "shortcuts" | "settings" | "login" | "debug", () => void>} options.acts
   */
  constructor({ words, name, acts }) {
    /** @param {string} key @param {string} icon @param {() => void} act */
    const button = (key, icon, act) => {
      const label = words.text(key)
      return pageElement(
        "button",
        { type: "button", class: `icon-button header-${icon}`, "aria-label": label, title: label, click: act },
        pageIcon(icon),
      )
    }
    this.words = words
    this.list = button("page.open-list", "menu", acts.list)
    this.list.setAttribute("aria-haspopup", "dialog")
    this.name = pageElement("a", { class: "header-name", href: conversationAddress(null) }, name)
    this.name.addEventListener("click", (event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      acts.new()
    })
    this.debug = button("page.debug", "pulse", acts.debug)
    this.debug.hidden = true
    this.login = pageElement("button", {
      type: "button",
      class: "button plain header-login",
      hidden: true,
      click: acts.login,
    })
    this.element = pageElement(
      "header",
      { class: "page-header" },
      this.list,
      this.name,
      this.login,
      this.debug,
      button("page.shortcuts", "help", acts.shortcuts),
      button("page.settings", "settings", acts.settings),
      button("page.new", "new", acts.new),
    )
  }

  /** @param {string} name */
  showName(name) {
    this.name.textContent = name
  }

  /** @param {boolean} hasDebug */
  showDebug(hasDebug) {
    this.debug.hidden = !hasDebug
  }

  /** @param {boolean} isNeeded whether there is nothing without a login @param {string | null} account the name of who is logged in */
  showAccount(isNeeded, account) {
    this.login.hidden = !isNeeded && account === null
    this.login.replaceChildren(pageIcon("person"), pageElement("span", {}, account ?? this.words.text("login.open")))
  }
}

import { make } from "./make-element.js"

/** @typedef {{ name: string, title: string, panel: HTMLElement }} Tab */

/**
 * Tabs as the ARIA practices have them: one stop for the Tab key, arrows, Home and End move, and what is moved to is shown.
 *
 * @param {string} label @param {Tab[]} tabs @param {(name: string) => void} onChosen
 * @returns {{ list: HTMLElement, choose(name: string): void, chosen(): string }}
 */
export function tabList(label, tabs, onChosen) {
  let current = tabs[0]?.name ?? ""
  const buttons = tabs.map(({ name, title }) =>
    make("button", {
      type: "button",
      role: "tab",
      id: `debug-tab-${name}`,
      "aria-controls": `debug-view-${name}`,
      click: () => choose(name),
    }, title)
  )
  const list = make("div", { role: "tablist", "aria-label": label, class: "debug-tabs", keydown: move }, ...buttons)
  for (const { name, panel } of tabs) {
    for (
      const [key, value] of Object.entries({
        role: "tabpanel",
        id: `debug-view-${name}`,
        "aria-labelledby": `debug-tab-${name}`,
      })
    ) {
      panel.setAttribute(key, value)
    }
    panel.tabIndex = 0
  }
  show(current)
  return { list, choose, chosen: () => current }

  /** @param {string} name */
  function choose(name) {
    show(name)
    onChosen(name)
    list.scrollIntoView({ block: "start" }) // in a small window the panel scrolls, and what was chosen would be below its edge
  }

  /** @param {string} name */
  function show(name) {
    current = name
    for (const [index, tab] of tabs.entries()) {
      const isChosen = tab.name === name, button = buttons[index]
      button?.setAttribute("aria-selected", String(isChosen))
      if (button) button.tabIndex = isChosen ? 0 : -1
      tab.panel.hidden = !isChosen
    }
  }

  /** @param {KeyboardEvent} event */
  function move(event) {
    const at = tabs.findIndex((tab) => tab.name === current), last = tabs.length - 1
    const to = /** @type {Record<string, number>} */ ({
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    })[event.key]
    if (to === undefined) return
    event.preventDefault()
    choose(tabs[to]?.name ?? current)
    buttons[to]?.focus()
  }
}

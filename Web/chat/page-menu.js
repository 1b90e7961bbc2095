import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/**
 * @typedef {object} MenuItem
 * @property {string} text
 * @property {string} icon
 * @property {boolean} [isDangerous]
 * @property {() => void} [act]
 * @property {string} [address] what it leads to, instead of an act
 * @property {boolean} [isDownload]
 */

/**
 * Opens a list of actions beside a button. It is a dialog, so it lies over everything, takes the focus, and gives it back
 * before the chosen action runs.
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {MenuItem[]} items
 */
export function openPageMenu(anchor, label, items) {
  const menu = pageElement("dialog", { class: "page-menu", "aria-label": label })
  const choices = items.map((item) => menuChoice(menu, item))
  menu.append(pageElement("ul", {}, ...choices.map((choice) => pageElement("li", {}, choice))))
  menu.addEventListener("click", (event) => {
    if (event.target === menu) menu.close()
  })
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const index = choices.indexOf(/** @type {any} */ (document.activeElement))
    choices[(index + step + choices.length) % choices.length]?.focus()
  })
  anchor.setAttribute("aria-expanded", "true")
  menu.addEventListener("close", () => {
    anchor.setAttribute("aria-expanded", "false")
    menu.remove()
  })
  document.body.append(menu)
  menu.showModal()
  placeMenu(menu, anchor.getBoundingClientRect())
  return menu
}

/** @param {HTMLDialogElement} menu @param {MenuItem} item */
function menuChoice(menu, { text, icon, isDangerous = false, act, address, isDownload = false }) {
  const choice = address === undefined ? pageElement("button", { type: "button" }, pageIcon(icon), text) : pageElement(
    "a",
    { href: address, download: isDownload, target: isDownload ? null : "_blank" },
    pageIcon(icon),
    text,
  )
  choice.classList.toggle("dangerous", isDangerous)
  choice.addEventListener("click", () => {
    menu.close()
    act?.()
  })
  return choice
}

/** Under the anchor, its end at the anchor's end; above or further in where there is no room. @param {HTMLElement} menu @param {DOMRect} anchor */
function placeMenu(menu, anchor) {
  const { offsetWidth: width, offsetHeight: height } = menu
  const gap = 4
  const fitsBelow = anchor.bottom + gap + height <= innerHeight
  const x = Math.min(Math.max(anchor.right - width, gap), innerWidth - width - gap)
  const y = fitsBelow ? anchor.bottom + gap : Math.max(gap, anchor.top - gap - height)
  menu.style.setProperty("--menu-x", `${Math.round(x)}px`)
  menu.style.setProperty("--menu-y", `${Math.round(y)}px`)
}

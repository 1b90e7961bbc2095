import { storedValue, storeValue } from "./page-world.js"

/** @import { PageWorld } from "./page-world.js" */
/** @typedef {"theme" | "textSize" | "style" | "announcements" | "sendsWith" | "singleKeys"} PreferenceName */

const PREFERENCES_PLACE = "kaya-preferences"

/** What may be chosen; the first is what holds until then. @type {Record<PreferenceName, string[]>} */
export const PREFERENCE_CHOICES = {
  theme: ["system", "light", "dark"],
  textSize: ["100", "115", "130", "150"],
  style: ["standard", "plain"],
  announcements: ["sentences", "end", "off"],
  sendsWith: ["enter", "control-enter"],
  singleKeys: ["on", "off"],
}

/** How somebody wants the page, kept in their browser for all of its tabs. */
export class PagePreferences {
  /** @type {Set<() => void>} */
  #listeners = new Set()
  /** @type {Partial<Record<PreferenceName, unknown>>} */
  #chosen

  /** @param {PageWorld["storage"]} storage */
  constructor(storage) {
    this.storage = storage
    this.#chosen = storedValue(storage, PREFERENCES_PLACE) ?? {}
  }

  /** @param {PreferenceName} name */
  get(name) {
    const chosen = String(this.#chosen[name])
    return PREFERENCE_CHOICES[name].includes(chosen) ? chosen : PREFERENCE_CHOICES[name][0] ?? ""
  }

  /** @param {PreferenceName} name @param {string} value */
  set(name, value) {
    this.#chosen = { ...this.#chosen, [name]: value }
    storeValue(this.storage, PREFERENCES_PLACE, this.#chosen)
    this.#tell()
  }

  /** Another tab has chosen something. @param {string | null} key the place that changed */
  readAgain(key) {
    if (key !== PREFERENCES_PLACE) return
    this.#chosen = storedValue(this.storage, PREFERENCES_PLACE) ?? {}
    this.#tell()
  }

  /** @param {() => void} listener called after each change */
  subscribe(listener) {
    this.#listeners.add(listener)
  }

  /** What the style sheets go by. @param {HTMLElement} root */
  applyTo(root) {
    const theme = this.get("theme")
    if (theme === "system") delete root.dataset.theme
    else root.dataset.theme = theme
    const size = this.get("textSize")
    if (size === "100") delete root.dataset.textSize
    else root.dataset.textSize = size
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}

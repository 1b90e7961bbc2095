import { openPageDialog } from "./page-dialog.js"
import { pageElement } from "./page-element.js"
import { PREFERENCE_CHOICES } from "./page-preferences.js"

/** @import { PagePreferences, PreferenceName } from "./page-preferences.js" */
/** @import { Words } from "../words/words.js" */

const LANGUAGES = /** @type {const} */ ([["de", "Deutsch"], ["en", "English"]])

/**
 * Opens the settings. A choice holds at once, there is nothing to save.
 * @param {object} options
 * @param {Words} options.words
 * @param {PagePreferences} options.preferences
 * @param {HTMLElement[]} options.sections what else there is to set, before one's data: the account
 * @param {(() => void) | null} options.erase null where nothing is kept
 */
export function openPageSettings({ words, preferences, sections, erase }) {
  const names = /** @type {PreferenceName[]} */ (Object.keys(PREFERENCE_CHOICES))
  const fields = names.map((name) => preferenceField(words, preferences, name))
  const data = erase ? [ownDataSection(words, () => (dialog.close(), erase()))] : []
  const dialog = openPageDialog({
    words,
    title: words.text("page.settings"),
    content: [...fields, languageSection(words), ...sections, ...data],
    kind: "settings",
  })
  return dialog
}

/** A part of the settings with a heading of its own. @param {string} title @param {...Node} content */
export function settingsSection(title, ...content) {
  return pageElement("section", { class: "setting" }, pageElement("h3", {}, title), ...content)
}

/** @param {Words} words @param {PagePreferences} preferences @param {PreferenceName} name */
function preferenceField(words, preferences, name) {
  const choices = PREFERENCE_CHOICES[name].map((value) => {
    const label = name === "textSize" ? `${value} %` : words.text(`settings.${name}.${value}`)
    return pageElement(
      "label",
      { class: "choice" },
      pageElement("input", {
        type: "radio",
        name,
        value,
        checked: preferences.get(name) === value,
        change: () => preferences.set(name, value),
      }),
      pageElement("span", {}, label),
    )
  })
  const isShort = name === "theme" || name === "textSize" || name === "singleKeys"
  return pageElement(
    "fieldset",
    { class: "setting" },
    pageElement("legend", {}, words.text(`settings.${name}`)),
    pageElement("div", { class: isShort ? "choices segments" : "choices" }, ...choices),
  )
}

/** @param {Words} words */
function languageSection(words) {
  const links = LANGUAGES.map(([code, name]) =>
    pageElement("a", {
      href: `?lang=${code}`,
      lang: code,
      hreflang: code,
      "aria-current": code === words.language && "true",
    }, name)
  )
  const plain = new URLSearchParams(location.search)
  plain.set("script", "none")
  return settingsSection(
    words.text("settings.language"),
    pageElement("p", { class: "setting-links" }, ...links),
    pageElement("p", { class: "setting-links" }, pageElement("a", { href: `?${plain}` }, words.text("settings.plain"))),
  )
}

/** @param {Words} words @param {() => void} erase */
function ownDataSection(words, erase) {
  return settingsSection(
    words.text("settings.data"),
    pageElement(
      "p",
      { class: "setting-links" },
      pageElement("a", { href: "/api/me/data", download: "kaya.json" }, words.text("settings.data.export")),
    ),
    pageElement("button", { type: "button", class: "button", click: erase }, words.text("settings.data.erase")),
  )
}

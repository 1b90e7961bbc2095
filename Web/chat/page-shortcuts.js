import { openPageDialog } from "./page-dialog.js"
import { pageElement } from "./page-element.js"

/** @import { Words } from "../words/words.js" */
/** @typedef {"composer" | "list" | "stop" | "new" | "search" | "next" | "previous" | "debug"} ShortcutName */

/**
 * Alt and Shift with a letter is taken by no browser, no system and no screen reader on these letters; what is one key alone
 * can be switched off (WCAG 2.1.4).
 * @type {Record<ShortcutName, { keys: string[], code?: string }>}
 */
export const PAGE_SHORTCUTS = {
  composer: { keys: ["/"] },
  list: { keys: ["?"] },
  stop: { keys: ["Escape"] },
  new: { keys: ["Alt", "Shift", "N"], code: "KeyN" },
  search: { keys: ["Alt", "Shift", "K"], code: "KeyK" },
  next: { keys: ["Alt", "Shift", "ArrowDown"], code: "ArrowDown" },
  previous: { keys: ["Alt", "Shift", "ArrowUp"], code: "ArrowUp" },
  debug: { keys: ["Alt", "Shift", "D"], code: "KeyD" },
}

/**
 * The shortcut that a key press is, or null.
 * @param {Pick<KeyboardEvent, "key" | "code" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">} event
 * @param {{ isTyping: boolean, hasSingleKeys: boolean }} state
 * @returns {ShortcutName | null}
 */
export function shortcutOf({ key, code, altKey, shiftKey, ctrlKey, metaKey }, { isTyping, hasSingleKeys }) {
  if (ctrlKey || metaKey) return null
  if (altKey && shiftKey) return shortcutWhere((shortcut) => shortcut.code === code)
  if (altKey) return null
  if (key === "Escape") return "stop"
  return isTyping || !hasSingleKeys
    ? null
    : shortcutWhere((shortcut) => shortcut.keys.length === 1 && shortcut.keys[0] === key)
}

/** Whether what is pressed there is text. @param {EventTarget | null} target */
export function isTypingIn(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"))
}

/**
 * Opens the list of shortcuts.
 * @param {{ words: Words, sendsWith: string, hasSingleKeys: boolean, hasDebug: boolean }} options
 */
export function openShortcutList({ words, sendsWith, hasSingleKeys, hasDebug }) {
  const isControl = sendsWith === "control-enter"
  const rows = [
    shortcutRow(words, "send", isControl ? ["Control", "Enter"] : ["Enter"]),
    shortcutRow(words, "line", isControl ? ["Enter"] : ["Shift", "Enter"]),
  ]
  for (const [name, { keys }] of Object.entries(PAGE_SHORTCUTS)) {
    const isOff = keys.length === 1 && keys[0] !== "Escape" && !hasSingleKeys
    if (!isOff && (name !== "debug" || hasDebug)) rows.push(shortcutRow(words, name, keys))
  }
  openPageDialog({
    words,
    title: words.text("page.shortcuts"),
    content: [
      pageElement("dl", { class: "shortcuts" }, ...rows),
      ...(hasSingleKeys ? [] : [pageElement("p", {}, words.text("shortcuts.off"))]),
    ],
    kind: "shortcut-list",
  })
}

/** @param {(shortcut: { keys: string[], code?: string }) => boolean} isIt */
function shortcutWhere(isIt) {
  const found = Object.entries(PAGE_SHORTCUTS).find(([, shortcut]) => isIt(shortcut))
  return /** @type {ShortcutName | null} */ (found?.[0] ?? null)
}

/** @param {Words} words @param {string} name @param {string[]} keys */
function shortcutRow(words, name, keys) {
  const shown = keys.map((key) => pageElement("kbd", {}, key.length > 1 ? words.text(`key.${key}`) : key))
  const spaced = shown.flatMap((key, index) => (index === 0 ? [key] : [" + ", key]))
  return pageElement(
    "div",
    {},
    pageElement("dt", {}, words.text(`shortcuts.${name}`)),
    pageElement("dd", {}, ...spaced),
  )
}

import { ProblemError } from "../client/problem-error.js"
import { confirmOnPage } from "./page-dialog.js"
import { connectionSection } from "./page-connection.js"
import { pageElement } from "./page-element.js"
import { streamingChat } from "../client/streaming-chat.js"
import { loadDebugPanel } from "../later.js"
import { openPageSettings, settingsSection } from "./page-settings.js"
import { openShortcutList } from "./page-shortcuts.js"

/** @import { PageLife } from "./page-life.js" */

/** @param {PageLife} life */
export function openSettings(life) {
  const { page: { words }, preferences, account, status } = life
  const { text } = words
  const { name } = account
  /** @param {string} key @param {() => void} act */
  const button = (key, act) =>
    pageElement("button", { type: "button", class: "button", click: () => (dialog.close(), act()) }, text(key))
  const section = name === null
    ? settingsSection(text("login.account"), button("login.open", () => account.openLogin()))
    : settingsSection(
      text("login.account"),
      pageElement("p", {}, text("login.as", { name })),
      button("login.out", () => void account.logOut()),
    )
  const dialog = openPageSettings({
    words,
    preferences,
    sections: [section, connectionSection(life)],
    erase: status?.conversations.kept ? () => void eraseEverything(life) : null,
  })
}

/** @param {PageLife} life */
export function openShortcuts({ page, preferences, frame }) {
  openShortcutList({
    words: page.words,
    sendsWith: preferences.get("sendsWith"),
    hasSingleKeys: preferences.get("singleKeys") === "on",
    hasDebug: frame.hasDebug,
  })
}

/** Opens the debug panel, which is loaded only now, for those who may see it. @param {PageLife} life */
export async function openDebugPanel(life) {
  const { page, api, frame } = life
  if (!frame.hasDebug) return
  const chats = await life.chats
  await loadDebugPanel({
    page,
    words: page.words,
    world: /** @type {any} */ (page.world),
    traces: page.traces,
    errors: page.errors,
    snapshot: () => chats.current.getSnapshot(),
    authorization: api.authorization,
    api,
    streamingChat,
    core: await page.core.load(),
    controls: {
      stop: () => chats.current.stop(),
      force: (rung) => void (life.forcedRung = rung),
    },
  })
}

/** Closes the debug panel where it is open, and else opens it. @param {PageLife} life */
export function toggleDebugPanel(life) {
  const panel = /** @type {HTMLElement & { close(): void } | null} */ (document.querySelector("debug-panel"))
  if (panel) panel.close()
  else void openDebugPanel(life)
}

/** @param {PageLife} life */
async function eraseEverything(life) {
  const { page: { words }, api, frame, shelf } = life
  const text = words.text
  const isWanted = await confirmOnPage({
    words,
    title: text("settings.data.erase.question"),
    text: text("settings.data.erase.text"),
    action: text("settings.data.erase.now"),
  })
  if (!isWanted) return
  try {
    await api.eraseOwnData()
    frame.toasts.show(text("settings.data.erased"))
    frame.forgetDrafts()
    shelf.clear()
    void shelf.load()
    await life.go(null)
  } catch (error) {
    frame.sayProblem(ProblemError.problemOf(error))
  }
}

import { isComposedKey } from "./composed-key.js"
import { openShortcuts, toggleDebugPanel } from "./page-openings.js"
import { isTypingIn, shortcutOf } from "./page-shortcuts.js"

/** @import { PageLife } from "./page-life.js" */
/** @import { ShortcutName } from "./page-shortcuts.js" */

/** What Escape does where nothing nearer has its own use for it: it closes the source that is read, or else stops the answer. @param {PageLife} life */
export function closeOrStop({ frame, chats }) {
  if (frame.pane.isOpen) frame.pane.close()
  else void chats.then(({ current }) => current.stop())
}

/** Does what the keyboard asks for, wherever the focus is, but not beside a dialog that is open. @param {PageLife} life */
export function listenToKeys(life) {
  const { frame, preferences, shelf } = life
  /** @param {number} step */
  const goBy = (step) => {
    const { conversations } = shelf
    const index = conversations.findIndex(({ id }) => id === life.current)
    const next = conversations[index < 0 ? 0 : index + step]
    if (next) void life.go(next.id)
  }
  /** @type {Record<ShortcutName, () => void>} */
  const acts = {
    composer: () => frame.composer.focus(),
    list: () => openShortcuts(life),
    stop: () => closeOrStop(life),
    new: () => void life.go(null),
    search: () => {
      if (frame.layout === "narrow") frame.drawer.open()
      frame.list.focusSearch()
    },
    next: () => goBy(1),
    previous: () => goBy(-1),
    debug: () => toggleDebugPanel(life),
  }
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isComposedKey(event) || document.querySelector("dialog:modal")) return
    const state = { isTyping: isTypingIn(event.target), hasSingleKeys: preferences.get("singleKeys") === "on" }
    const name = shortcutOf(event, state)
    if (!name) return
    if (name !== "stop") event.preventDefault()
    acts[name]()
  })
}

import { sayOnPage } from "./page-element.js"
import { openPageMenu } from "./page-menu.js"

/** @import { MenuItem } from "./page-menu.js" */
/** @import { ListedConversation } from "./page-shelf.js" */
/** @import { Words } from "../words/words.js" */

/**
 * Opens what can be done to a conversation. What is chosen is said by the anchor, as the events of `<conversation-list>`.
 * @param {object} options
 * @param {HTMLElement} options.anchor the button it belongs to
 * @param {string} options.label
 * @param {Pick<ListedConversation, "id" | "pinned" | "archived">} options.conversation
 * @param {Words} options.words
 * @param {() => void} options.rename
 * @param {(format: "json" | "markdown" | "html") => string} [options.exportAddress] with it, it can be taken away and printed
 */
export function openConversationMenu({ anchor, label, conversation, words, rename, exportAddress }) {
  const { id, pinned, archived } = conversation
  /** @param {string} key @param {string} icon @param {() => void} act @returns {MenuItem} */
  const item = (key, icon, act) => ({ text: words.text(`conversation.${key}`), icon, act })
  /** @param {string} key @param {string} icon @param {"json" | "markdown" | "html"} format @returns {MenuItem[]} */
  const taken = (key, icon, format) => {
    if (!exportAddress) return []
    return [{
      text: words.text(`conversation.${key}`),
      icon,
      address: exportAddress(format),
      isDownload: format !== "html",
    }]
  }
  openPageMenu(anchor, label, [
    item("rename", "pencil", rename),
    item(pinned ? "unpin" : "pin", "pin", () => sayOnPage(anchor, "chat-conversation-pinned", { id, pinned: !pinned })),
    ...taken("print", "print", "html"),
    ...taken("markdown", "download", "markdown"),
    ...taken("json", "download", "json"),
    item(
      archived ? "unarchive" : "archive",
      "archive",
      () => sayOnPage(anchor, "chat-conversation-archived", { id, archived: !archived }),
    ),
    {
      ...item("delete", "trash", () => sayOnPage(anchor, "chat-conversation-deleted", { id })),
      isDangerous: true,
    },
  ])
}

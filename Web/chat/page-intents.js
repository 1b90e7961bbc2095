import { ProblemError } from "../client/problem-error.js"
import { closeOrStop } from "./page-keys.js"

/** @import { PageLife } from "./page-life.js" */
/** @typedef {CustomEvent<any>} PageEvent */

/** Does what the list and the heading ask for. @param {PageLife} life */
export function listenToConversations(life) {
  const { page, shelf, frame } = life
  const text = page.words.text
  onPage(page, {
    "chat-conversation-chosen": ({ id }) => void life.go(id),
    "chat-conversation-searched": ({ q, archived }) => shelf.search(q, archived),
    "chat-conversation-more-wanted": () => void shelf.loadMore(),
    "chat-conversation-renamed": ({ id, title }) => void changeConversation(life, id, { title }),
    "chat-conversation-pinned": ({ id, pinned }) => void changeConversation(life, id, { pinned }),
    "chat-conversation-archived": async ({ id, archived }) => {
      if (!await changeConversation(life, id, { archived })) return
      frame.toasts.show(text(archived ? "conversation.archived" : "conversation.unarchived"), {
        action: text("page.undo"),
        act: () => void changeConversation(life, id, { archived: !archived }),
      })
    },
    "chat-conversation-deleted": ({ id }) => {
      shelf.remove(id)
      if (life.current === id) void life.go(null)
      frame.toasts.show(text("conversation.deleted"), {
        action: text("page.undo"),
        act: () => shelf.undo(id),
        onGone: () => void shelf.confirm(id),
      })
    },
  })
}

/** Does what the transcript, the composer and the sources ask for. @param {PageLife} life */
export function listenToTurns(life) {
  const { page, frame } = life
  /** @param {(chat: import("../client/chat-store.js").ChatStore) => unknown} act */
  const withChat = async (act) => {
    try {
      await act((await life.chats).current)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      frame.sayProblem(error.problem)
    }
  }
  onPage(page, {
    "chat-asked": ({ q }) =>
      withChat((chat) => {
        void page.core.load()
        chat.ask(q)
        frame.transcript.showEnd()
      }),
    "chat-stopped": (detail) => detail?.isByKey ? closeOrStop(life) : withChat((chat) => chat.stop()),
    "chat-continued": ({ turn }) => withChat((chat) => chat.continueAnswer(turn)),
    "chat-repeated": ({ turn }) => withChat((chat) => chat.repeat(turn)),
    "chat-retried": ({ turn }) => withChat((chat) => chat.retry(turn)),
    "chat-rated": ({ turn, feedback }) => withChat((chat) => chat.rate(turn, feedback)),
    "chat-earlier-wanted": () => withChat((chat) => chat.loadEarlier()),
    "chat-edited": ({ question }) => {
      frame.composer.write(question)
      frame.composer.focus()
    },
    "chat-source-chosen": ({ turn, number }) =>
      withChat((chat) => {
        const found = chat.getSnapshot().turns.find(({ key }) => key === turn)
        const source = found?.sources.find((one) => one.number === number)
        if (!found || !source) return
        // Open first: what is hidden cannot take the focus.
        frame.pane.open()
        Object.assign(frame.reading, { turn: found, source })
      }),
    "chat-pane-closed": () => frame.pane.close(),
  })
}

/** @param {PageLife} life @param {string} id @param {{ title?: string, pinned?: boolean, archived?: boolean }} change */
async function changeConversation({ shelf, chats }, id, change) {
  const changed = await shelf.change(id, change)
  if (changed) (await chats).know(changed)
  return changed !== null
}

/** Listens where all of the page's events arrive, and those from dialogs, which lie beside it. @param {HTMLElement} page @param {Record<string, (detail: any) => unknown>} acts */
function onPage(page, acts) {
  for (const [type, act] of Object.entries(acts)) {
    page.ownerDocument.addEventListener(type, (event) => void act(/** @type {PageEvent} */ (event).detail))
  }
}

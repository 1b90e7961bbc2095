import { hasEnded } from "../client/answer-state.js"

/** @import { ChatSnapshot, ChatStore } from "../client/chat-store.js" */
/** @import { Turn } from "../client/answer-state.js" */

/**
 * The conversation that is shown, and those that were left while something was on its way in them: they stay until it has
 * arrived, so that leaving a conversation loses nothing, and coming back finds it as it is.
 */
export class OpenChats {
  /** @type {Set<ChatStore>} */
  #open = new Set()
  /** @type {ChatStore | null} */
  #current = null

  /**
   * @param {object} options
   * @param {() => ChatStore} options.make
   * @param {(snapshot: ChatSnapshot) => void} options.onChange what is shown has changed
   * @param {(conversation: NonNullable<ChatSnapshot["conversation"]>, isShown: boolean) => void} options.onConversation is known, or known better
   */
  constructor({ make, onChange, onConversation }) {
    this.make = make
    this.onChange = onChange
    this.onConversation = onConversation
  }

  /** The one that is shown. */
  get current() {
    if (!this.#current) throw new Error("no conversation was opened yet")
    return this.#current
  }

  /** Shows a conversation; null is a new one. One that could not be loaded is loaded again. @param {string | null} id */
  async show(id) {
    const left = this.#current
    const kept = id === null ? undefined : [...this.#open].find((chat) => chat.conversation.id === id)
    const chat = kept ?? this.#make()
    this.#current = chat
    if (left && left !== chat) this.#closeIfIdle(left)
    this.onChange(chat.getSnapshot())
    if (!kept || kept.getSnapshot().problem) await chat.open(id)
  }

  /** Something runs in conversations, whoever began it: the one that is shown shows it too. @param {{ turn: string, conversation: string }[]} running */
  attach(running) {
    const chat = this.#current
    const shown = chat?.getSnapshot().conversation?.id
    for (const { turn, conversation } of running) if (conversation === shown) void chat?.attach(turn)
  }

  /** A conversation was changed elsewhere on the page. @param {{ id: string }} conversation as the server has it */
  know(conversation) {
    for (const chat of this.#open) {
      if (chat.getSnapshot().conversation?.id === conversation.id) chat.conversation.set(conversation)
    }
  }

  /** Ends all but the one that is shown: they are another person's now. */
  closeOthers() {
    for (const chat of this.#open) if (chat !== this.#current) this.#close(chat)
  }

  #make() {
    const chat = this.make()
    this.#open.add(chat)
    let known = chat.getSnapshot().conversation
    chat.subscribe(() => {
      const snapshot = chat.getSnapshot()
      const isShown = chat === this.#current
      if (snapshot.conversation && snapshot.conversation !== known) {
        known = snapshot.conversation
        this.onConversation(known, isShown)
      }
      if (isShown) this.onChange(snapshot)
      else this.#closeIfIdle(chat)
    })
    return chat
  }

  /** @param {ChatStore} chat */
  #closeIfIdle(chat) {
    if (!chat.getSnapshot().turns.some(isUnderWay)) this.#close(chat)
  }

  /** @param {ChatStore} chat */
  #close(chat) {
    this.#open.delete(chat)
    chat.close()
  }
}

/** Whether something would be lost, or is still to come. @param {Turn} turn */
function isUnderWay(turn) {
  return turn.id === null || !hasEnded(turn)
}

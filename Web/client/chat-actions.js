/** @import { Feedback } from "./answer-state.js" */
/** @import { ChatStore } from "./chat-store.js" */

/** What can be done in a chat, as functions that need no `this`. @param {() => ChatStore} chat */
export function chatActions(chat) {
  return Object.freeze({
    ask: (/** @type {string} */ q) => chat().ask(q),
    stop: () => chat().stop(),
    retry: (/** @type {string} */ key) => chat().retry(key),
    repeat: (/** @type {string} */ key) => chat().repeat(key),
    continueAnswer: (/** @type {string} */ key) => chat().continueAnswer(key),
    discard: (/** @type {string} */ key) => chat().discard(key),
    rate: (/** @type {string} */ key, /** @type {Feedback | null} */ feedback) => chat().rate(key, feedback),
    open: (/** @type {string | null} */ id) => chat().open(id),
    loadEarlier: () => chat().loadEarlier(),
    attach: (/** @type {string} */ id) => chat().attach(id),
  })
}

import { chatActions } from "./chat-actions.js"
import { streamingChat } from "./streaming-chat.js"

/** @import { ChatSnapshot } from "./chat-store.js" */
/** @import { StreamingChatOptions } from "./streaming-chat.js" */

/**
 * The composable for Vue 3.3 and later; Vue itself is handed in, so that there is one of it.
 *
 *     const useStreamingChat = vueStreamingChat(Vue)
 *     const { turns, running, ask, stop } = useStreamingChat({ base: "https://chat.example.org", mode: "simple" })
 *
 * What can be read are refs. `conversation` may be a ref or a function: another one is opened when it changes. A chat lasts as
 * long as the scope in which it was made.
 * @param {any} Vue
 */
export function vueStreamingChat(Vue) {
  const { computed, onScopeDispose, shallowRef, toValue, watch } = Vue
  /** @param {Omit<StreamingChatOptions, "conversation"> & { conversation?: any }} [options] */
  return function useStreamingChat(options = {}) {
    const chat = streamingChat({ ...options, conversation: toValue(options.conversation) ?? null })
    const snapshot = shallowRef(chat.getSnapshot())
    chat.subscribe(() => (snapshot.value = chat.getSnapshot()))
    watch(() => toValue(options.conversation) ?? null, (/** @type {string | null} */ id) => {
      if (id !== (chat.getSnapshot().conversation?.id ?? null)) void chat.open(id)
    })
    onScopeDispose(() => chat.close())
    const names = /** @type {(keyof ChatSnapshot)[]} */ (Object.keys(snapshot.value))
    const refs = Object.fromEntries(names.map((name) => [name, computed(() => snapshot.value[name])]))
    return { ...refs, ...chatActions(() => chat), snapshot, chat }
  }
}

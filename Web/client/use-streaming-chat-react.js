import { chatActions } from "./chat-actions.js"
import { streamingChat } from "./streaming-chat.js"

/** @import { StreamingChatOptions } from "./streaming-chat.js" */

/**
 * The hook for React 18 and later; React itself is handed in, so that there is one of it.
 *
 *     const useStreamingChat = reactStreamingChat(React)
 *     const { turns, running, ask, stop } = useStreamingChat({ base: "https://chat.example.org", mode: "simple" })
 *
 * A chat lasts as long as its component and `base` and `mode` stay; another `conversation` is opened in it.
 * @param {any} React
 */
export function reactStreamingChat(React) {
  /** @param {StreamingChatOptions} [options] */
  return function useStreamingChat(options = {}) {
    const { base = "", mode = "conversation", conversation = null } = options
    const latest = React.useRef(options)
    latest.current = options
    const chat = React.useMemo(() => streamingChat({ ...latest.current, conversation: null }), [base, mode])
    const snapshot = React.useSyncExternalStore(chat.subscribe, chat.getSnapshot, chat.getSnapshot)
    const actions = React.useMemo(() => chatActions(() => chat), [chat])
    React.useEffect(() => keptOpen(chat), [chat])
    React.useEffect(() => {
      if (mode === "conversation" && conversation !== (chat.getSnapshot().conversation?.id ?? null)) {
        void chat.open(conversation)
      }
    }, [chat, conversation])
    return React.useMemo(() => ({ ...snapshot, ...actions, chat }), [snapshot, actions])
  }
}

/** @type {WeakMap<object, any>} */
const closings = new WeakMap()

/** Closes a chat when its component is gone. In strict mode React takes effects back and runs them again at once, which is no end. @param {{ close: () => void }} chat */
function keptOpen(chat) {
  clearTimeout(closings.get(chat))
  return () => void closings.set(chat, setTimeout(() => chat.close(), 0))
}

import type { ChatActions, ChatSnapshot, StreamingChat, StreamingChatOptions } from "./kaya-client.d.ts"

/** What the hook needs of React 18 or later. */
export interface ReactLike {
    // deno-lint-ignore no-explicit-any
    [name: string]: any
}

export interface ReactChat extends ChatSnapshot, ChatActions {
    readonly chat: StreamingChat
}

/** Makes the hook for the React that is handed in. */
export function reactStreamingChat(React: ReactLike): (options?: StreamingChatOptions) => ReactChat

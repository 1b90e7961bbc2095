import type { ChatActions, ChatSnapshot, StreamingChat, StreamingChatOptions } from "./kaya-client.d.ts"

/** What the composable needs of Vue 3.3 or later. */
export interface VueLike {
    // deno-lint-ignore no-explicit-any
    [name: string]: any
}

/** What Vue's refs are, as far as they are read here. */
export interface ReadableRef<Value> {
    readonly value: Value
}

export type VueChat = { readonly [Name in keyof ChatSnapshot]: ReadableRef<ChatSnapshot[Name]> } & ChatActions & {
    readonly snapshot: ReadableRef<ChatSnapshot>
    readonly chat: StreamingChat
}

export type VueChatOptions = Omit<StreamingChatOptions, "conversation"> & {
    conversation?: string | null | ReadableRef<string | null> | (() => string | null)
}

/** Makes the composable for the Vue that is handed in. */
export function vueStreamingChat(Vue: VueLike): (options?: VueChatOptions) => VueChat

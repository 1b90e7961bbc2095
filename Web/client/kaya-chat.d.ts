import type { Turn } from "./kaya-client.d.ts"

/** `<kaya-chat>`, which kaya-chat.js defines. */
export interface KayaChatElement extends HTMLElement {
    /** The server's origin; otherwise where the script came from. */
    src: string
    readonly turns: readonly Turn[]
    ask(q: string): void
    stop(): void
}

export interface KayaChatEvents {
    /** Somebody asks; `preventDefault` keeps the question from being sent. */
    "chat-asked": CustomEvent<{ q: string }>
    "chat-answered": CustomEvent<{ turn: Turn }>
}

declare global {
    interface HTMLElementTagNameMap {
        "kaya-chat": KayaChatElement
    }
    interface HTMLElementEventMap extends KayaChatEvents {}
}

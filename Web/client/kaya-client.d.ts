/** Types of kaya-client.js. What each member means is said in docs/client.md. */

export { reactStreamingChat } from "./use-streaming-chat-react.d.ts"
export { vueStreamingChat } from "./use-streaming-chat-vue.d.ts"

export interface Problem {
    readonly code: string
    /** "" for a stored turn that failed, and for what is found here, such as `offline`. */
    readonly title: string
    readonly detail: string
    readonly retryable: boolean
    /** In seconds. */
    readonly retryAfter: number | null
    readonly field?: string
    readonly requestId?: string
}

export interface Source {
    readonly number: number
    readonly title: string
    readonly heading?: string
    readonly url?: string
    readonly validFrom?: string
    readonly document: string
}

export interface Feedback {
    readonly rating: "up" | "down"
    /** `wrong`, `incomplete`, `off-topic`, `unclear`, `source` or `other`. */
    readonly reason?: string | null
    readonly comment?: string | null
}

export type Ending = "done" | "stopped" | "interrupted" | "length" | "refused" | "filtered" | "failed"
export type RunningState =
    | "sending"
    | "waiting"
    | "thinking"
    | "writing"
    | "stalled"
    | "resuming"
    | "polling"
    | "offline"
export type TurnState = RunningState | Ending

/** A question and its answer, as far as it has come. Nothing in it can be changed; a change is another object. */
export interface Turn {
    readonly key: string
    readonly id: string | null
    readonly question: string
    readonly askedAt: string
    readonly state: TurnState
    readonly since: number
    readonly phase: string | null
    /** Only grows at its end, unless `generation` changes. */
    readonly text: string
    readonly generation: number
    readonly sources: readonly Source[]
    readonly notices: readonly { readonly code: string; readonly text: string }[]
    readonly problem: Problem | null
    readonly cached: boolean
    readonly answeredAt: string | null
    readonly continues: string | null
    readonly repeats: string | null
    readonly feedback: Feedback | null
    readonly usage: { readonly promptTokens: number; readonly completionTokens: number } | null
    readonly rung: string | null
    readonly isStopping: boolean
}

export interface ConversationHead {
    readonly id: string
    readonly title: string
    readonly pinned: boolean
    readonly archived: boolean
    readonly deletedAt: string | null
}

export interface ChatSnapshot {
    readonly conversation: ConversationHead | null
    /** Oldest first. */
    readonly turns: readonly Turn[]
    readonly hasEarlier: boolean
    readonly isLoading: boolean
    readonly running: Turn | null
    readonly problem: Problem | null
}

/** A turn is named by its `key`. */
export interface ChatActions {
    /** Gives the new turn's key. */
    ask(q: string): string
    stop(): void
    retry(key: string): string
    repeat(key: string): string
    continueAnswer(key: string): string
    discard(key: string): void
    rate(key: string, feedback: Feedback | null): Promise<void>
    open(id: string | null): Promise<void>
    loadEarlier(): Promise<void>
    attach(id: string): Promise<void>
}

export interface StreamingChat extends ChatActions {
    /** Calls back at most once a frame; gives what ends it. */
    subscribe(listener: () => void): () => void
    /** The same object until something has changed. */
    getSnapshot(): ChatSnapshot
    close(): void
}

/** "Bearer …", or null where cookies do. With `refresh` the one given before was refused. */
export type Authorization = (wish?: { refresh?: boolean }) => Promise<string | null>

/** What happened on the way, for diagnosis. */
export interface Trace {
    readonly at: number
    readonly kind: string
    readonly [detail: string]: unknown
}

/** Decodes and formats in WebAssembly; from `loadCore`. */
export interface Core {
    readonly exports: object
    readonly capacity: number
}

export interface StreamingChatOptions {
    /** The server's origin; "" for the page's own. */
    base?: string
    /** `simple` keeps nothing and sends no cookies. */
    mode?: "conversation" | "simple"
    conversation?: string | null
    core?: Core | null
    /** How answers are to be written, in plain language or as usual; or what says so for each question. */
    style?: "standard" | "plain" | (() => string)
    authorization?: Authorization
    /** Of problems and notices; the browser's otherwise. */
    language?: string
    onTrace?: (trace: Trace, turn: Turn) => void
    /** Forces a way of reading. */
    rung?: "stream" | "events" | "poll" | "plain" | null
    api?: KayaAPI
}

export function streamingChat(options?: StreamingChatOptions): StreamingChat

/** Whether nothing more will come. */
export function hasEnded(turn: { readonly state: TurnState }): boolean

/** Fetches and starts the WebAssembly core, `/page/files/markdown/kaya-core.wasm`. */
export function loadCore(url: URL | string): Promise<Core>

export class ProblemError extends Error {
    constructor(problem: Partial<Problem> & { code: string }, reason?: { status?: number; cause?: unknown })
    readonly problem: Problem
    /** Of the response; 0 when there was none. */
    readonly status: number
    static problemOf(error: unknown): Problem
}

export interface StoredTurn {
    readonly id: string
    readonly question: string
    readonly askedAt: string
    readonly state: "running" | "finished" | "failed"
    readonly text: string
    readonly finish?: string
    readonly problem?: string
    readonly sources: readonly Source[]
    readonly feedback?: Feedback
}

export interface Conversation extends Omit<ConversationHead, "deletedAt"> {
    readonly createdAt: string
    readonly updatedAt: string
    readonly deletedAt?: string
    readonly turns?: readonly StoredTurn[]
}

export interface KayaAPIOptions {
    base?: string
    authorization?: Authorization
    language?: string
    credentials?: RequestCredentials
    /** The login has ended, and not by `logOut`. */
    onLoggedOut?: () => void
}

/** Every call but asking and reading; each rejects with a `ProblemError`. */
export class KayaAPI {
    constructor(options?: KayaAPIOptions)
    readonly base: string
    conversations(
        wanted?: { q?: string; archived?: boolean; cursor?: string | null; limit?: number },
    ): Promise<{ conversations: Conversation[]; next?: string }>
    conversation(id: string, wanted?: { before?: string; limit?: number }): Promise<Conversation>
    create(given?: { title?: string }): Promise<Conversation>
    change(id: string, change: { title?: string; pinned?: boolean; archived?: boolean }): Promise<Conversation>
    remove(id: string): Promise<void>
    exportAddress(id: string, format: "json" | "markdown" | "html"): string
    turn(id: string): Promise<StoredTurn>
    rate(turn: string, feedback: Feedback | null): Promise<void>
    cancel(turn: string): Promise<void>
    status(): Promise<{ ai: boolean; notice: string; draining: boolean; [member: string]: unknown }>
    me(): Promise<{ name: string; role: string; scopes: string[] }>
    logIn(
        name: string,
        password: string,
    ): Promise<{ accessToken: string; expiresIn: number; account: { name: string; role: string } }>
    refresh(): Promise<{ accessToken: string; expiresIn: number }>
    logOut(): Promise<void>
    ownData(): Promise<{ conversations: Conversation[] }>
    eraseOwnData(): Promise<void>
    passage(turn: string, number: number): Promise<Record<string, unknown>>
    /** Ends when `signal` does. */
    feed(onRunning: (running: { turn: string; conversation: string }[]) => void, signal: AbortSignal): Promise<void>
}

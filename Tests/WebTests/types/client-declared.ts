// What is declared is what is there: the modules, by the types in their own comments, fit the declarations.
import type * as declared from "../../../Web/client/kaya-client.d.ts"
import { hasEnded } from "../../../Web/client/answer-state.js"
import type { KayaChatElement as DeclaredElement } from "../../../Web/client/kaya-chat.d.ts"
import type { KayaChatElement } from "../../../Web/client/embedded-chat.js"
import { KayaAPI } from "../../../Web/client/kaya-api.js"
import { ProblemError } from "../../../Web/client/problem-error.js"
import { streamingChat } from "../../../Web/client/streaming-chat.js"
import { loadCore } from "../../../Web/markdown/kaya-core.js"

export const chat: typeof declared.streamingChat = (options) =>
    streamingChat(options as Parameters<typeof streamingChat>[0])
export const api: declared.KayaAPI = new KayaAPI()
export const error: declared.ProblemError = new ProblemError({ code: "offline" })
export const ended: typeof declared.hasEnded = hasEnded
export const core: typeof declared.loadCore = loadCore
export const element = (made: KayaChatElement): DeclaredElement => made

/** Both ways: a turn has the members that are declared, and no others. */
type Actual = ReturnType<ReturnType<typeof streamingChat>["getSnapshot"]>["turns"][number]
type Same<A, B> = [keyof A, keyof B] extends [keyof B, keyof A] ? true : never
export const members: Same<Actual, declared.Turn> = true
export const snapshot: Same<ReturnType<ReturnType<typeof streamingChat>["getSnapshot"]>, declared.ChatSnapshot> = true

// @ts-self-types="./kaya-client.d.ts"
/**
 * The client for pages of others: what is said to Kaya and what comes of it, without a framework and without an element.
 *
 *     import { streamingChat } from "https://chat.example.org/page/files/client/kaya-client.js"
 *
 * Types are in kaya-client.d.ts; docs/client.md says how it is used.
 */
export { streamingChat } from "./streaming-chat.js"
export { KayaAPI } from "./kaya-api.js"
export { ProblemError } from "./problem-error.js"
export { hasEnded } from "./answer-state.js"
export { loadCore } from "../markdown/kaya-core.js"
export { reactStreamingChat } from "./use-streaming-chat-react.js"
export { vueStreamingChat } from "./use-streaming-chat-vue.js"

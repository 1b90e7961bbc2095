import { openTurn } from "../transport/turn-channel.js"
import { defaultWorld } from "../transport/world.js"
import { ChatStore } from "./chat-store.js"
import { KayaAPI } from "./kaya-api.js"

/** @import { World } from "../transport/world.js" */
/** @import { Turn } from "./answer-state.js" */
/** @import { Authorization } from "./kaya-api.js" */
/**
 * @typedef {object} StreamingChatOptions
 * @property {string} [base] the server's origin; "" for one's own
 * @property {"conversation" | "simple"} [mode] `simple` keeps nothing and sends no cookies
 * @property {string | null} [conversation] what is opened at once
 * @property {any} [core] the WebAssembly core, where it is loaded; or a function that gives it once it is
 * @property {"standard" | "plain" | (() => string)} [style] how answers are to be written, or what says so for each question
 * @property {World} [world]
 * @property {Authorization} [authorization]
 * @property {string} [language] of problems and notices; the browser's otherwise
 * @property {(trace: any, turn: Turn) => void} [onTrace]
 * @property {any} [rung] a way of reading, to force it
 * @property {() => boolean} [wantsFrames] whether traces shall have the text of every read
 * @property {KayaAPI} [api] to share one among several chats
 * @property {(options: any) => Promise<any>} [open] reads a turn; `openTurn` otherwise
 */

/** A conversation as a page needs it: subscribe, take a snapshot, act. @param {StreamingChatOptions} [options] */
export function streamingChat(options = {}) {
  const {
    base = "",
    mode = "conversation",
    conversation = null,
    core = null,
    language,
    style = "standard",
    rung = null,
    onTrace,
    wantsFrames,
  } = options
  const world = withFrames(options.world ?? defaultWorld())
  const credentials = mode === "simple" ? "omit" : "same-origin"
  const called = { ...world, fetch: fetchWith(world, credentials, language) }
  const authorization = options.authorization ?? (mode === "simple" ? nobody : undefined)
  const api = options.api ?? new KayaAPI({ base, fetch: called.fetch, world: called, authorization, credentials })
  const transport = { base: api.base, authorization: api.authorization, core, world: called, rung, wantsFrames }
  const chat = new ChatStore({
    open: options.open ?? openTurn,
    api,
    world: called,
    transport,
    mode,
    onTrace,
    style: saying(style),
  })
  if (conversation !== null) void chat.open(conversation)
  return chat
}

/** @param {string | (() => string)} style @returns {() => string} */
function saying(style) {
  return typeof style === "function" ? style : () => style
}

/** The authorization of whoever is not known. @returns {Promise<null>} */
function nobody() {
  return Promise.resolve(null)
}

/** @param {World} world @param {RequestCredentials} credentials @param {string} [language] @returns {World["fetch"]} */
function fetchWith(world, credentials, language) {
  return (address, options) => {
    const headers = new Headers(options?.headers)
    if (language) headers.set("Accept-Language", language)
    return world.fetch(address, { ...options, headers, credentials })
  }
}

/** @param {World & Partial<FrameWorld>} world @returns {World & Partial<FrameWorld>} @typedef {{ requestAnimationFrame: (run: () => void) => number, cancelAnimationFrame: (frame: number) => void }} FrameWorld */
function withFrames(world) {
  if (world.requestAnimationFrame || typeof globalThis.requestAnimationFrame !== "function") return world
  return {
    ...world,
    requestAnimationFrame: (run) => globalThis.requestAnimationFrame(run),
    cancelAnimationFrame: (frame) => globalThis.cancelAnimationFrame(frame),
  }
}

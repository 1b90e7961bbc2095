import { schedule } from "./recording.js"

/** @import { Recording } from "./recording.js" */
/** @import { World } from "./hand-over.js" */

const CONVERSATION = {
  id: "recorded",
  title: "",
  pinned: false,
  archived: false,
  deletedAt: null,
  turns: [],
  hasEarlier: false,
}
const MISSING = { code: "not-found", title: "", detail: "", status: 404, retryable: false }

/**
 * The browser's world with another network: the first question is answered by this recording, played `speed` times as fast,
 * and all that is asked afterwards with "not found". Nothing reaches the server.
 *
 * @param {World} world @param {Recording} recording @param {number} speed @returns {World}
 */
export function recordedWorld(world, recording, speed) {
  let isPlayed = false
  return {
    ...world,
    storage: null,
    fetch(address, options) {
      const path = address.replace(/[?#].*$/, "")
      if (/\/api\/conversations(\/[\w-]+)?$/.test(path)) return Promise.resolve(json(201, CONVERSATION))
      if (isPlayed || !/\/(turns|chat\/stream)$/.test(path)) return Promise.resolve(json(404, MISSING))
      isPlayed = true
      return Promise.resolve(streamed(world, recording, speed, options?.signal ?? null))
    },
  }
}

/** @param {World} world @param {Recording} recording @param {number} speed @param {AbortSignal | null} signal */
function streamed(world, recording, speed, signal) {
  const bytes = new TextEncoder()
  /** @type {Set<unknown>} */
  const timers = new Set()
  const end = () => timers.forEach((timer) => world.clearTimeout(timer))
  const body = new ReadableStream({
    start(stream) {
      const frames = schedule(recording, speed)
      for (const [index, frame] of frames.entries()) {
        timers.add(world.setTimeout(() => {
          stream.enqueue(bytes.encode(frame.text))
          if (index === frames.length - 1) stream.close()
        }, frame.due))
      }
      if (frames.length === 0) stream.close()
      signal?.addEventListener("abort", () => {
        end()
        stream.error(signal.reason)
      }, { once: true })
    },
    cancel: end,
  })
  return new Response(body, { status: 200, headers: { "Content-Type": "text/event-stream; charset=utf-8" } })
}

/** @param {number} status @param {unknown} value */
function json(status, value) {
  return new Response(JSON.stringify(value), { status, headers: { "Content-Type": "application/json" } })
}

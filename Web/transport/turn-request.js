/** @import { ChannelReading } from "./channel-reading.js" */

/** @typedef {{ method: "GET" | "POST", path: string, headers: Record<string, string>, body?: string }} TurnRequest */

/**
 * Which turn: one to be begun in a conversation or outside of any, or one that runs.
 * @typedef {{ conversation: string, body: { q?: string, continues?: string, repeats?: string, style?: string, requestId: string } }
 *   | { simple: { q: string, style?: string, requestId: string } }
 *   | { turn: string, after?: number }} TurnStart
 */

/** What a stream is asked for with: of nothing but `text/event-stream` Kaya would think that an EventSource asks, which cannot read a status. */
export const streamTypes = "text/event-stream, application/problem+json"

/** The request that begins a turn. @param {TurnStart} start @param {"stream" | "receipt"} wish @returns {TurnRequest} */
export function startRequest(start, wish) {
  if ("turn" in start) throw new TypeError("a turn that runs is not begun")
  const isSimple = "simple" in start
  // Of /chat/stream the receipt is the head of the stream.
  const accept = isSimple || wish === "stream" ? streamTypes : "application/json"
  return {
    method: "POST",
    path: isSimple ? "/chat/stream" : `/api/conversations/${encodeURIComponent(start.conversation)}/turns`,
    headers: { Accept: accept, "Content-Type": "application/json" },
    body: JSON.stringify(isSimple ? { ...start.simple, dialect: "rich" } : start.body),
  }
}

/** The request that reads a turn on as a stream. @param {ChannelReading["progress"]} progress @returns {TurnRequest} */
export function resumeRequest(progress) {
  /** @type {Record<string, string>} */
  const headers = { Accept: streamTypes }
  if (progress.lastID !== null) headers["Last-Event-ID"] = progress.lastID
  return { method: "GET", path: eventsPath(progress), headers }
}

/** @param {ChannelReading["progress"]} progress @param {string} [query] */
export function eventsPath(progress, query = "") {
  return `/api/turns/${progress.turn}/events${query}`
}

/** @import { StreamEvent } from "../markdown/event-stream.js" */
/** @import { TurnProblem } from "./outcome.js" */

/**
 * What a frame says, in the words of the rich dialect whichever it was written in; null when it is no JSON.
 * @param {StreamEvent} event @returns {{ type: string, data: any } | null}
 */
export function wireMessage({ type, data: text }) {
  let data
  try {
    data = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof data !== "object" || data === null) return null
  if (type === "answer.delta" && typeof data.text !== "string") return null
  if (type !== "message") return { type, data }
  if (typeof data.text === "string") return { type: "answer.delta", data: { text: data.text } }
  if (typeof data.error === "string") {
    return { type: "turn.failed", data: { problem: simpleProblem(data), partialText: data.partialText ?? "" } }
  }
  if (data.done !== true) return { type, data }
  const finished = { finish: data.finish ?? "stop", fullText: data.fullText ?? "", usage: null, cached: false }
  return { type: "turn.finished", data: finished }
}

/** @param {any} data @returns {TurnProblem} */
function simpleProblem(data) {
  return {
    code: data.code ?? "internal",
    title: data.error,
    detail: "",
    retryable: data.retryable === true,
    retryAfter: data.retryAfter ?? null,
  }
}

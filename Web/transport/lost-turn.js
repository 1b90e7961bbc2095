import { Attempt } from "./attempt.js"
import { answersInJSON, kayaCall } from "./kaya-call.js"

/** @import { ChannelReading } from "./channel-reading.js" */

const lostTurnLimits = { head: 15_000, mute: 10_000, quiet: 10_000, stall: 10_000 }

/** Reads the stored turn, once, where its log is lost. @param {ChannelReading} reading @returns {Promise<boolean>} whether its end was read */
export async function readLostTurn(reading) {
  const path = `/api/turns/${reading.progress.turn}`
  reading.trace("attempt", { rung: reading.rung, address: path, resume: reading.progress.lastID })
  const attempt = new Attempt(reading, lostTurnLimits, "resuming")
  try {
    const { response } = await kayaCall(attempt, { method: "GET", path, headers: { Accept: "application/json" } })
    if (response === null || !answersInJSON(response)) return false
    attempt.opened()
    const turn = JSON.parse(await attempt.until(response.text()))
    for (const { type, data, id } of lostTurnEvents(turn)) reading.deliverMessage(type, data, id, turn.text.length)
    return reading.progress.isEnded
  } catch {
    return false // what was lost stays lost: the problem that led here is told
  } finally {
    attempt.end()
  }
}

/**
 * The events that a stored turn amounts to, with the ids that Kaya gives them: behind all others. None while it runs.
 * @param {any} turn as on the wire @returns {{ type: string, data: any, id: string }[]}
 */
export function lostTurnEvents(turn) {
  const { id, state, text, sources = [], finish, cached = false, usage = null, problem } = turn
  if (state !== "finished" && state !== "failed") return []
  /** @type {{ type: string, data: any }} */
  const end = state === "finished"
    ? { type: "turn.finished", data: { finish, fullText: text, usage, cached } }
    : { type: "turn.failed", data: { problem: lostTurnProblem(problem), partialText: text } }
  const events = [{ ...end, id: `${id}.999999.end` }]
  if (sources.length > 0) events.unshift({ type: "sources", data: { sources }, id: `${id}.999998` })
  return events
}

/** @param {string} code */
function lostTurnProblem(code) {
  return { code, title: "", detail: "", retryable: true, retryAfter: null }
}

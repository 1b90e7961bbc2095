import { answersInJSON, kayaCall } from "./kaya-call.js"
import { eventsPath } from "./turn-request.js"

/** @import { Attempt } from "./attempt.js" */
/** @import { Outcome } from "./outcome.js" */

/** @typedef {{ events: { id: string, event: string, data: any }[], ended: boolean }} LogAnswer */

/**
 * What a turn's log has after a position, as JSON.
 * @param {Attempt} attempt @param {number} from @returns {Promise<{ log: LogAnswer, outcome: null } | { log: null, outcome: Outcome }>}
 */
export async function logAnswer(attempt, from) {
  const { reading } = attempt
  const path = eventsPath(reading.progress, `?live=poll&from=${from}`)
  const { response, outcome } = await kayaCall(attempt, {
    method: "GET",
    path,
    headers: { Accept: "application/json" },
  })
  if (response === null) return { log: null, outcome }
  attempt.opened()
  if (!answersInJSON(response)) return { log: null, outcome: attempt.outcome("foreign", "no JSON") }
  const text = await attempt.until(response.text())
  attempt.heard(text.length)
  if (reading.options.wantsFrames?.()) reading.trace("frame", { text })
  const log = JSON.parse(text)
  if (!Array.isArray(log?.events)) return { log: null, outcome: attempt.outcome("foreign", "no events") }
  return { log, outcome: null }
}

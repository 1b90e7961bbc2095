import { Attempt } from "./attempt.js"
import { answersInJSON, kayaCall } from "./kaya-call.js"
import { startRequest } from "./turn-request.js"

/** @import { Outcome } from "./outcome.js" */
/** @import { ChannelReading } from "./channel-reading.js" */

// A proxy that holds a stream back gives even its head only when the answer is whole.
const receiptLimits = { head: 30_000, mute: 10_000, quiet: 10_000, stall: 10_000 }
const simpleReceiptLimits = { ...receiptLimits, head: 150_000 }

/** Begins the turn unless it has begun. @param {ChannelReading} reading @returns {Promise<Outcome | null>} null once the turn is known */
export async function obtainReceipt(reading) {
  const { progress, start } = reading
  if (progress.turn !== null) return null
  const isSimple = "simple" in start
  const request = startRequest(start, "receipt")
  reading.trace("attempt", { rung: reading.rung, address: request.path, resume: null })
  const attempt = new Attempt(reading, isSimple ? simpleReceiptLimits : receiptLimits, "connecting")
  try {
    const { response, outcome } = await kayaCall(attempt, request)
    if (response === null) return outcome
    attempt.opened()
    if (isSimple) {
      progress.begin(response.headers.get("Stream-Id"))
      response.body?.cancel().catch(() => {})
    } else if (answersInJSON(response)) {
      progress.begin(JSON.parse(await attempt.until(response.text())).turn)
    }
    return progress.turn === null ? attempt.outcome("foreign", "no turn") : null
  } catch (error) {
    return attempt.outcomeOf(error)
  } finally {
    attempt.end()
  }
}

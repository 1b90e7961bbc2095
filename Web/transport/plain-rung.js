import { Attempt } from "./attempt.js"
import { logAnswer } from "./log-answer.js"
import { pause } from "./pause.js"
import { obtainReceipt } from "./turn-receipt.js"

/** @import { LogAnswer } from "./log-answer.js" */
/** @import { Outcome } from "./outcome.js" */
/** @import { ChannelReading } from "./channel-reading.js" */

const plainLimits = { head: 15_000, mute: 10_000, quiet: 10_000, stall: 10_000 }
const plainInterval = 2_000

/**
 * Reads the whole log every two seconds, which Kaya answers at once: nothing is held open that a proxy could cut. Each
 * look also counts as a reader, without whom the turn would be stopped.
 * @param {ChannelReading} reading @returns {Promise<Outcome>}
 */
export async function readPlain(reading) {
  const refused = await obtainReceipt(reading)
  if (refused) return refused
  while (true) {
    const end = await plainLook(reading)
    if (end) return end
    await pause(reading.world, plainInterval, reading.signal)
  }
}

/** One look. @param {ChannelReading} reading @returns {Promise<Outcome | null>} */
export async function plainLook(reading) {
  const { progress } = reading
  reading.trace("attempt", {
    rung: reading.rung,
    address: `/api/turns/${progress.turn}/events`,
    resume: progress.lastID,
  })
  const attempt = new Attempt(reading, plainLimits, "polling")
  try {
    progress.connect()
    const { log, outcome } = await logAnswer(attempt, 0)
    if (log === null) return outcome
    const end = deliverPlainNews(reading, log)
    if (end) return attempt.outcome(end.kind, end.why)
    return log.ended ? attempt.outcome("cut", "ended without an end") : null
  } catch (error) {
    return attempt.outcomeOf(error)
  } finally {
    attempt.end()
  }
}

/** Of a whole log, what is new. Text comes in pieces of any size, so what was read is known by its length. @param {ChannelReading} reading @param {LogAnswer} log */
function deliverPlainNews(reading, { events }) {
  const known = reading.progress.textLength
  let length = 0
  for (const { id, event, data } of events) {
    let news = data
    if (event === "answer.delta") {
      const start = length
      length += data.text.length
      // Of a reading that began in the middle the length is not known; its text comes with the last event.
      if (known === null || length <= known) continue
      news = { text: data.text.slice(Math.max(0, known - start)) }
    }
    const end = reading.deliverMessage(event, news, id, JSON.stringify(news).length)
    if (end) return end
  }
  return null
}

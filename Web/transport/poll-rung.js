import { Attempt } from "./attempt.js"
import { logAnswer } from "./log-answer.js"
import { pause } from "./pause.js"
import { plainLook } from "./plain-rung.js"
import { obtainReceipt } from "./turn-receipt.js"

/** @import { Outcome } from "./outcome.js" */
/** @import { ChannelReading } from "./channel-reading.js" */

// Kaya answers a long poll within 25 s.
const pollLimits = { head: 35_000, mute: 10_000, quiet: 10_000, stall: 10_000 }
const pauseAfterNews = 200
const pauseWithoutNews = 1_000

/** Reads by long polls, each an answer that is whole. @param {ChannelReading} reading @returns {Promise<Outcome>} */
export async function readPolls(reading) {
  const refused = await obtainReceipt(reading)
  if (refused) return refused
  const { progress, signal, world } = reading
  while (true) {
    const before = progress.position
    const end = await pollOnce(reading)
    if (end) return end
    // News are worth a breath in which more of them gather; none at once means a server that is about to go.
    await pause(world, progress.position > before ? pauseAfterNews : pauseWithoutNews, signal)
  }
}

/** @param {ChannelReading} reading @returns {Promise<Outcome | null>} */
async function pollOnce(reading) {
  const { progress } = reading
  reading.trace("attempt", {
    rung: reading.rung,
    address: `/api/turns/${progress.turn}/events`,
    resume: progress.lastID,
  })
  const attempt = new Attempt(reading, pollLimits, "polling")
  try {
    progress.connect()
    const { log, outcome } = await logAnswer(attempt, progress.position)
    if (log === null) return outcome
    for (const { id, event, data } of log.events) {
      const end = reading.deliverMessage(event, data, id, JSON.stringify(data).length)
      if (end) return attempt.outcome(end.kind, end.why)
    }
    // What has ended before this position says how only from the beginning.
    return log.ended ? await plainLook(reading) : null
  } catch (error) {
    return attempt.outcomeOf(error)
  } finally {
    attempt.end()
  }
}

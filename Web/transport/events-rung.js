import { Attempt } from "./attempt.js"
import { eventsPath } from "./turn-request.js"
import { streamLimits } from "./reader-watch.js"
import { obtainReceipt } from "./turn-receipt.js"

/** @import { Outcome } from "./outcome.js" */
/** @import { AttemptEnding, ChannelReading } from "./channel-reading.js" */

const eventTypes = [
  "message",
  "turn.started",
  "status",
  "sources",
  "answer.delta",
  "notice",
  "ping",
  "trace.retrieved",
  "trace.prompted",
  "trace.model",
  "trace.retrying",
  "trace.passed-over",
  "turn.finished",
  "turn.failed",
]
// The comment that opens a stream is hidden from script; when nothing was missed, the first sign of life is a heartbeat.
const eventsResumeLimits = { ...streamLimits, mute: streamLimits.quiet }

/** Reads by the browser's own `EventSource`, which is closed at every error: how to go on is decided here. @param {ChannelReading} reading @returns {Promise<Outcome>} */
export async function readEvents(reading) {
  const { progress, world } = reading
  const refused = await obtainReceipt(reading)
  if (refused) return refused
  const address = eventsPath(progress, `?from=${progress.position}`)
  reading.trace("attempt", { rung: reading.rung, address, resume: progress.lastID })
  const attempt = new Attempt(reading, progress.position === 0 ? streamLimits : eventsResumeLimits)
  if (!world.EventSource) {
    attempt.end()
    return attempt.outcome("unavailable", "no EventSource")
  }
  const source = new world.EventSource(reading.base + address)
  try {
    progress.connect()
    return await attempt.until(eventsFollowed(reading, attempt, source))
  } catch (error) {
    return attempt.outcomeOf(error)
  } finally {
    source.close()
    attempt.end()
  }
}

/** @param {ChannelReading} reading @param {Attempt} attempt @param {EventSource} source @returns {Promise<Outcome>} */
function eventsFollowed(reading, attempt, source) {
  return new Promise((resolve) => {
    let isOpen = false
    source.onopen = () => {
      isOpen = true
      reading.trace("head", { status: 200, headers: {} })
      attempt.opened()
    }
    source.onerror = () => {
      if (isOpen) resolve(attempt.outcome("cut", "the connection ended before the turn"))
      else if (source.readyState === 2) resolve(attempt.outcome("foreign", "refused"))
      else resolve(attempt.outcome("unreachable", "no connection"))
    }
    for (const type of eventTypes) {
      source.addEventListener(type, (event) => {
        const { data, lastEventId: id } = /** @type {MessageEvent<string>} */ (event)
        attempt.heard(data.length)
        if (reading.options.wantsFrames?.()) {
          reading.trace("frame", { text: `event: ${type}\nid: ${id}\ndata: ${data}` })
        }
        const end = reading.deliver({ type, data, id })
        if (end) resolve(outcomeOfEventsEnd(attempt, end))
      })
    }
  })
}

/** A refusal is better read by a rung that sees its status. @param {Attempt} attempt @param {AttemptEnding} end @returns {Outcome} */
function outcomeOfEventsEnd(attempt, end) {
  if (end.kind === "problem" && end.problem.retryAfter === null) return attempt.outcome("foreign", end.why)
  return { ...attempt.outcome(end.kind, end.why), ...end }
}

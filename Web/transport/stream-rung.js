import { Attempt } from "./attempt.js"
import { kayaCall } from "./kaya-call.js"
import { streamLimits } from "./reader-watch.js"
import { resumeRequest, startRequest } from "./turn-request.js"

/** @import { Outcome } from "./outcome.js" */
/** @import { ChannelReading } from "./channel-reading.js" */

const colonByte = 0x3a

/** Reads the answer to a request as a stream: the one that begins the turn, or one that resumes it. @param {ChannelReading} reading @returns {Promise<Outcome>} */
export async function readStream(reading) {
  const { progress } = reading
  const request = progress.turn === null ? startRequest(reading.start, "stream") : resumeRequest(progress)
  reading.trace("attempt", { rung: reading.rung, address: request.path, resume: progress.lastID })
  const attempt = new Attempt(reading, streamLimits)
  try {
    const { response, outcome } = await kayaCall(attempt, request)
    if (response === null) return outcome
    const type = response.headers.get("Content-Type") ?? "no type"
    if (!type.startsWith("text/event-stream")) return attempt.outcome("foreign", type)
    progress.begin(response.headers.get("Stream-Id"))
    attempt.opened()
    if (!response.body?.getReader) return attempt.outcome("unavailable", "no streams")
    return await readStreamBody(reading, attempt, response.body.getReader())
  } catch (error) {
    return attempt.outcomeOf(error)
  } finally {
    attempt.end()
  }
}

/** @param {ChannelReading} reading @param {Attempt} attempt @param {ReadableStreamDefaultReader<Uint8Array>} body @returns {Promise<Outcome>} */
async function readStreamBody(reading, attempt, body) {
  const decoder = reading.makeDecoder(), text = new TextDecoder()
  let hasBytes = false
  reading.progress.connect()
  try {
    while (true) {
      const { done, value } = await attempt.until(body.read())
      if (done) return { ...attempt.outcome("cut", "the stream ended before the turn"), isEmpty: !hasBytes }
      hasBytes = true
      attempt.heard(value.length)
      if (reading.options.wantsFrames?.()) reading.trace("frame", { text: text.decode(value, { stream: true }) })
      const events = decoder.feed(value)
      if (events.length === 0 && value[0] === colonByte) reading.trace("heartbeat")
      for (const event of events) {
        const end = reading.deliver(event)
        if (end) return { ...attempt.outcome(end.kind, end.why), ...end }
      }
    }
  } finally {
    decoder.free()
  }
}

import { Attempt } from "./attempt.js"

/** @import { ChannelReading } from "./channel-reading.js" */

const probeLimits = { head: 4_000, mute: 4_000, quiet: 4_000, stall: 4_000 }

/** Whether the server answers a short call. @param {ChannelReading} reading */
export async function isServerThere(reading) {
  const attempt = new Attempt(reading, probeLimits, "resuming")
  try {
    const options = { cache: /** @type {const} */ ("no-store"), signal: attempt.signal }
    const response = await attempt.until(reading.world.fetch(`${reading.base}/healthz`, options))
    response.body?.cancel().catch(() => {})
    // A network that wants a login first answers everything, with pages.
    return response.ok && !/html/i.test(response.headers.get("Content-Type") ?? "")
  } catch {
    return false
  } finally {
    attempt.end()
  }
}

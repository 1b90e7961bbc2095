import { CheckEvents } from "./check-events.js"

/** @import { CheckRun, Pattern } from "./proxy-verdict.js" */
/** @import { World } from "./hand-over.js" */

/** How long nothing at all may come before a stream is given up, in milliseconds: longer than any silence the server means. */
const PATIENCE =
  /** @type {Record<Pattern, number>} */ ({ steady: 15_000, padded: 15_000, idle: 150_000, long: 150_000 })

/**
 * Asks for one synthetic stream and notes when what arrives. It never throws: what goes wrong is what is being looked for.
 *
 * @param {object} options
 * @param {World} options.world
 * @param {string} options.base the server's origin, "" for the page's own
 * @param {Pattern} options.pattern
 * @param {AbortSignal} options.signal the person has stopped it
 * @param {() => Promise<string | null>} [options.authorization]
 * @param {(run: CheckRun) => void} [options.onTick]
 * @returns {Promise<CheckRun>}
 */
export async function checkRun({ world, base, pattern, signal, authorization, onTick }) {
  const began = world.now(), patience = PATIENCE[pattern]
  const giveUp = new AbortController(), stop = () => giveUp.abort()
  const run = emptyRun(pattern)
  let isMute = false
  /** @type {unknown} */
  let timer = null
  const renew = () => {
    world.clearTimeout(timer)
    timer = world.setTimeout(() => {
      isMute = true
      stop()
    }, patience)
  }
  signal.addEventListener("abort", stop, { once: true })
  renew()
  try {
    const credential = await authorization?.() ?? null
    const response = await world.fetch(`${base}/api/connection-check?pattern=${pattern}`, {
      cache: "no-store",
      headers: { Accept: "text/event-stream", ...(credential ? { Authorization: credential } : {}) },
      signal: giveUp.signal,
    })
    run.status = response.status
    run.headAt = world.now() - began
    run.contentEncoding = response.headers.get("content-encoding") ?? ""
    await read(response, run, () => world.now() - began, () => {
      renew()
      onTick?.(run)
    })
  } catch {
    run.how = run.status === null ? "unreachable" : "cut"
  }
  if (run.how !== "whole" && isMute) run.how = "mute"
  if (run.how !== "whole" && signal.aborted) run.how = "stopped"
  run.closedAt = world.now() - began
  world.clearTimeout(timer)
  signal.removeEventListener("abort", stop)
  return run
}

/** @param {Response} response @param {CheckRun} run @param {() => number} elapsed @param {() => void} moved */
async function read(response, run, elapsed, moved) {
  if (response.status !== 200 || !response.body) return response.body?.cancel()
  const events = new CheckEvents(), reader = response.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    run.byteAt = elapsed()
    for (const event of events.feed(part.value)) take(run, event, elapsed())
    moved()
  }
}

/** @param {CheckRun} run @param {import("./check-events.js").CheckEvent} event @param {number} at */
function take(run, { type, data, bytes }, at) {
  if (type === "check" && data) run.seen = seenOf(data)
  if (type === "tick" && data) run.ticks.push({ n: Number(data.n), ms: Number(data.ms), at, bytes })
  if (type === "end") run.how = data?.whole === false ? "stopped" : "whole"
}

/** @param {any} data @returns {CheckRun["seen"]} */
function seenOf({ protocol, via, forwarded, acceptEncoding }) {
  return {
    protocol: String(protocol ?? ""),
    via: Boolean(via),
    forwarded: Boolean(forwarded),
    acceptEncoding: String(acceptEncoding ?? ""),
  }
}

/** @param {Pattern} pattern @returns {CheckRun} */
function emptyRun(pattern) {
  const nothing = { status: null, headAt: null, byteAt: null, closedAt: null, contentEncoding: "", seen: null }
  return { pattern, ticks: [], how: "cut", ...nothing }
}

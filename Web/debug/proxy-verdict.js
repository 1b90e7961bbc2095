import { arrivalBlocks, median } from "./arrival-blocks.js"

/** @import { Tick } from "./arrival-blocks.js" */

/** @typedef {"steady" | "padded" | "idle" | "long"} Pattern */

/**
 * One synthetic stream as it arrived. Times are milliseconds since it was asked for.
 * @typedef {object} CheckRun
 * @property {Pattern} pattern
 * @property {Tick[]} ticks
 * @property {number | null} status of HTTP; null when no answer came
 * @property {number | null} headAt
 * @property {number | null} byteAt when the last byte came
 * @property {number | null} closedAt when the stream ended or broke off
 * @property {"whole" | "cut" | "mute" | "stopped" | "unreachable"} how `mute`: given up on; `stopped`: by the person, or by a server that ends
 * @property {string} contentEncoding
 * @property {{ protocol: string, via: boolean, forwarded: boolean, acceptEncoding: string } | null} seen what the server saw of the request
 */

/** @typedef {{ code: string, ms?: number, bytes?: number, count?: number, name?: string }} Finding */

/** @typedef {{ code: string, findings: Finding[] }} Verdict `code` is that of the first finding, the gravest */

/** Later than this behind the quickest one, a tick was held back. */
const LATE = 1000
/** Limits that people set; what is measured is near to one of them. */
const USUAL_SECONDS = [5, 10, 15, 20, 25, 30, 45, 60, 75, 90, 100, 120, 180, 240, 300]

/** What lies between this browser and Kaya, from how synthetic streams arrived. @param {CheckRun[]} runs @returns {Verdict} */
export function proxyVerdict(runs) {
  const answered = runs.filter((run) => run.how !== "stopped")
  const findings = [...reaching(answered), ...holding(answered), ...limits(answered), ...company(answered)]
  return { code: findings[0]?.code ?? "unknown", findings }
}

/** @param {CheckRun[]} runs @returns {Finding[]} */
function reaching(runs) {
  const refused = runs.find((run) => run.status !== null && run.status !== 200)
  if (refused) return [{ code: "refused", count: refused.status ?? 0 }]
  return runs.length > 0 && runs.every((run) => run.how === "unreachable") ? [{ code: "unreachable" }] : []
}

/** How text is passed on. Small pieces tell; what is padded says how much a proxy collects. @param {CheckRun[]} runs @returns {Finding[]} */
function holding(runs) {
  const steady = runs.find((run) => run.pattern === "steady"), padded = runs.find((run) => run.pattern === "padded")
  const small = steady && passage(steady), large = padded && passage(padded)
  const found = small ?? large
  if (!found) return []
  if (found.code !== "buffers-whole" && found.code !== "mute") return [found]
  if (large?.code === "buffers-blocks") return [large]
  if (large?.code !== "streams") return [found]
  return [{ code: "buffers-blocks", bytes: median((padded?.ticks ?? []).map((tick) => tick.bytes)) }]
}

/** @param {CheckRun} run @returns {Finding | null} */
function passage(run) {
  if (run.ticks.length === 0) return run.how === "mute" ? { code: "mute", ms: round(run.closedAt ?? 0) } : null
  const { blocks, worst, spread } = arrivalBlocks(run.ticks)
  const biggest = Math.max(...blocks.map((block) => block.count))
  if (run.ticks.length >= 3 && biggest >= run.ticks.length * 0.8 && worst >= spread * 0.5) {
    return { code: "buffers-whole", ms: round(worst) }
  }
  const held = blocks.filter((block) => block.count > 1)
  const share = held.reduce((sum, block) => sum + block.count, 0) / run.ticks.length
  if (share >= 0.6 && worst >= LATE / 2) {
    return {
      code: "buffers-blocks",
      count: median(held.map((block) => block.count)),
      bytes: median(held.map((block) => block.bytes)),
      ms: round(worst),
    }
  }
  return worst >= LATE ? { code: "streams-unsteadily", ms: round(worst) } : { code: "streams", ms: round(worst) }
}

/** What cuts: after silence, or after a time whatever is sent. Of limits of one kind the shortest is said. @param {CheckRun[]} runs @returns {Finding[]} */
function limits(runs) {
  /** @type {Finding[]} */
  const findings = []
  for (const { code, ms } of runs.flatMap(limit)) {
    const known = findings.find((finding) => finding.code === code)
    if (known) known.ms = Math.min(known.ms ?? ms, ms)
    else findings.push({ code, ms })
  }
  for (const run of runs) {
    if (run.how !== "whole" || findings.length > 0) continue
    if (run.pattern === "idle") findings.push({ code: "keeps-silence", ms: round(longestWait(run.ticks)) })
  }
  const long = runs.find((run) => run.pattern === "long" && run.how === "whole")
  if (long) findings.push({ code: "keeps-long", ms: round(long.closedAt ?? 0) })
  return findings
}

/** @param {CheckRun} run @returns {{ code: string, ms: number }[]} what cut it, if something did */
function limit(run) {
  if (run.how !== "cut" || run.closedAt === null || run.status === null) return []
  const silence = run.closedAt - (run.byteAt ?? run.headAt ?? 0)
  if (silence > longestWait(run.ticks) + LATE) return [{ code: "idle-limit", ms: usual(silence) }]
  return [{ code: "cuts-after", ms: usual(run.closedAt - (run.headAt ?? 0)) }]
}

/** Who is on the way. @param {CheckRun[]} runs @returns {Finding[]} */
function company(runs) {
  /** @type {Finding[]} */
  const findings = []
  const packed = runs.find((run) => run.contentEncoding !== "" && run.contentEncoding !== "identity")
  if (packed) findings.push({ code: "compresses", name: packed.contentEncoding })
  const seen = runs.find((run) => run.seen)?.seen
  if (seen && (seen.via || seen.forwarded)) findings.push({ code: "behind-proxy", name: seen.protocol })
  return findings
}

/** The longest silence the server meant. @param {Tick[]} ticks */
function longestWait(ticks) {
  return Math.max(0, ...ticks.map((tick, index) => tick.ms - (ticks[index - 1]?.ms ?? 0)))
}

/** @param {number} ms */
function usual(ms) {
  const near = USUAL_SECONDS.find((seconds) => Math.abs(ms - seconds * 1000) <= Math.max(700, seconds * 30))
  return near ? near * 1000 : round(ms)
}

/** @param {number} ms */
function round(ms) {
  return ms < 1000 ? Math.round(ms) : Math.round(ms / 100) * 100
}

import { vocabulary, whole, word } from "./redaction.js"

/** @import { Verdict, CheckRun, Finding } from "./proxy-verdict.js" */

const PATTERNS = new Set(["steady", "padded", "idle", "long"])
const ENDINGS = new Set(["whole", "cut", "mute", "stopped", "unreachable"])
export const FINDINGS = new Set([
  "streams",
  "streams-unsteadily",
  "buffers-whole",
  "buffers-blocks",
  "mute",
  "unreachable",
  "refused",
  "cuts-after",
  "idle-limit",
  "keeps-silence",
  "keeps-long",
  "compresses",
  "behind-proxy",
  "unknown",
])

/** A connection check as it may leave the browser. @param {{ verdict: Verdict, runs: CheckRun[] }} check */
export function redactedCheck({ verdict, runs }) {
  return {
    verdict: word(verdict.code, FINDINGS),
    findings: verdict.findings.map(redactedFinding),
    runs: runs.map((run) => ({
      pattern: word(run.pattern, PATTERNS),
      how: word(run.how, ENDINGS),
      status: whole(run.status),
      headMs: whole(run.headAt),
      closedMs: whole(run.closedAt),
      encoding: run.contentEncoding ? word(run.contentEncoding, vocabulary.ENCODINGS) : null,
      protocol: run.seen ? word(run.seen.protocol, vocabulary.PROTOCOLS) : null,
      via: Boolean(run.seen?.via),
      forwarded: Boolean(run.seen?.forwarded),
      ticks: run.ticks.map((tick) => ({
        n: whole(tick.n),
        ms: whole(tick.ms),
        at: whole(tick.at),
        bytes: whole(tick.bytes),
      })),
    })),
  }
}

/** @param {Finding} finding */
function redactedFinding({ code, ms, bytes, count, name }) {
  return {
    code: word(code, FINDINGS),
    ...(ms === undefined ? {} : { ms: whole(ms) }),
    ...(bytes === undefined ? {} : { bytes: whole(bytes) }),
    ...(count === undefined ? {} : { count: whole(count) }),
    ...(name === undefined ? {} : { name: nameOf(name) }),
  }
}

/** An encoding or a protocol. @param {string} name */
function nameOf(name) {
  const protocol = word(name, vocabulary.PROTOCOLS)
  return protocol === "other" ? word(name, vocabulary.ENCODINGS) : protocol
}

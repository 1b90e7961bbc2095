/** @import { Trace } from "./turn-timeline.js" */

// What leaves a browser in a support bundle is chosen, not cleaned: a value is a number, or one of these words, or it stays
// where it is. So a new kind of trace can give nothing away before somebody has thought about it.
const RUNGS = words("stream events poll plain")
const EVENTS = words(
  "turn.started status sources answer.delta notice ping turn.finished turn.failed message " +
    "trace.retrieved trace.prompted trace.model trace.retrying trace.passed-over",
)
const PHASES = words("queued retrieving thinking writing retrying")
const REASONS = new Set([
  ...words(
    "first mute stall cut foreign unavailable blocked forced silence signal refused malformed ended aborted problem",
  ),
  ...["no streams", "no eventsource", "no connection", "no json", "no events", "no type"],
  ...["the stream ended before the turn", "the connection ended before the turn", "text/html", "application/json"],
  ...[
    "failed to fetch",
    "network error",
    "load failed",
    "networkerror when attempting to fetch resource.",
    "error in input stream",
  ],
  ...["the network was cut", "the network is switched off"],
])
const PROBLEMS = words(
  "bad-request unauthorized forbidden not-found method-not-allowed duplicate-request stream-expired too-large unsupported-media-type " +
    "invalid-field rate-limited breaker-open overloaded draining storage-unavailable upstream-rate-limited upstream-timeout upstream-cut " +
    "upstream-truncated upstream-empty upstream-malformed upstream-error content-filtered producer-lost stream-lost answer-too-long internal " +
    "offline unexpected-answer",
)
const STATES = words(
  "sending waiting thinking writing stalled resuming polling offline done stopped interrupted length refused filtered failed",
)
const SERVERS = words(
  "kaya nginx apache envoy haproxy squid caddy traefik varnish cloudflare akamaighost microsoft-iis zscaler",
)
const ENCODINGS = words("identity gzip br deflate zstd chunked keep-alive close no yes")
const KINDS = words(
  "start attempt head bytes event gap heartbeat cut stall mute slept headless unreachable foreign unavailable step-down wait " +
    "offline online problem end",
)
const PROTOCOLS = words("http/1.0 http/1.1 http/2 http/2.0 h2 http/3 h3")

/** Which words a member of a trace may hold. */
const MEMBERS = /** @type {Record<string, Set<string>>} */ ({
  rung: RUNGS,
  from: RUNGS,
  to: RUNGS,
  why: REASONS,
  how: REASONS,
  code: PROBLEMS,
  type: EVENTS,
  phase: PHASES,
  state: words("asked thinking writing"),
})
const NUMBERS = words("status sequence ms delayms attempt passages tokens history")
const ADDRESSES = /** @type {[RegExp, string][]} */ ([
  [/^\/chat\/stream$/, "/chat/stream"],
  [/^\/api\/conversations\/[\w-]+\/turns$/, "/api/conversations/…/turns"],
  [/^\/api\/turns\/[\w-]+\/events$/, "/api/turns/…/events"],
  [/^\/api\/turns\/[\w-]+$/, "/api/turns/…"],
  [/^\/api\/connection-check$/, "/api/connection-check"],
])

export const vocabulary = { RUNGS, REASONS, PROBLEMS, STATES, PROTOCOLS, ENCODINGS }

/** The word when it is one of these, otherwise `other`. @param {unknown} value @param {Set<string>} allowed */
export function word(value, allowed) {
  const text = String(value ?? "").toLowerCase()
  return allowed.has(text) ? text : "other"
}

/** A whole number of this order, or null. @param {unknown} value */
export function whole(value) {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value) : null
}

/** A turn's id: 128 bits in base64url, so the last of its characters is one of four. It opens nothing without its owner's cookie. @param {unknown} value */
export function turnId(value) {
  return typeof value === "string" && /^[A-Za-z0-9_-]{21}[AQgw]$/.test(value) ? value : null
}

/** A trace as it may leave the browser, or null when its kind is not known. @param {Trace} trace @param {number} origin */
export function redactedTrace({ at, kind, ...members }, origin) {
  if (!KINDS.has(kind)) return null
  return { at: whole(at - origin), kind, ...redactedMembers(members) }
}

/** @param {Record<string, unknown>} members @returns {Record<string, unknown>} */
function redactedMembers(members) {
  /** @type {Record<string, unknown>} */
  const kept = {}
  for (const [name, value] of Object.entries(members)) {
    const allowed = MEMBERS[name]
    if (allowed && value !== undefined && value !== null) kept[name] = word(value, allowed)
    else if (NUMBERS.has(name.toLowerCase())) kept[name] = whole(value)
    else if (name === "count") kept.count = coarse(value)
    else if (name === "address") kept.address = addressOf(value)
    else if (name === "resume") kept.resume = Boolean(value)
    else if (name === "headers") kept.headers = headersOf(value)
    else if (name === "detail" && value && typeof value === "object") {
      kept.detail = redactedMembers({ ...value, at: undefined })
    }
  }
  return kept
}

// The lengths of an answer's pieces, one after the other, give its words away to whoever knows how a model cuts them. So
// those of events are left out, and of reads only whole quarters of a kilobyte are told, which show how a proxy collects.
/** @param {unknown} value */
function coarse(value) {
  return Math.ceil((whole(value) ?? 0) / 256) * 256
}

/** @param {unknown} value */
function addressOf(value) {
  const path = String(value ?? "").replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/[?#].*$/s, "")
  return ADDRESSES.find(([pattern]) => pattern.test(path))?.[1] ?? "other"
}

/** @param {unknown} value */
function headersOf(value) {
  const given = headerEntries(value)
  const server = given.get("server")?.split("/")[0], encoding = given.get("content-encoding")
  return {
    eventStream: (given.get("content-type") ?? "").startsWith("text/event-stream"),
    ...(server ? { server: word(server, SERVERS) } : {}),
    ...(encoding ? { encoding: word(encoding, ENCODINGS) } : {}),
    via: given.has("via"),
  }
}

/** @param {unknown} value @returns {Map<string, string>} */
function headerEntries(value) {
  if (!value || typeof value !== "object") return new Map()
  const pairs = Symbol.iterator in value
    ? [.../** @type {Iterable<[string, unknown]>} */ (value)]
    : Object.entries(value)
  return new Map(pairs.filter(Array.isArray).map(([name, text]) => [String(name).toLowerCase(), String(text)]))
}

/** @param {string} list */
function words(list) {
  return new Set(list.split(" "))
}

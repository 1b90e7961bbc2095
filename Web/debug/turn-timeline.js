/**
 * A trace as the transport gives it. `turn` is the key of the turn in the store, added by the page.
 * @typedef {{ at: number, kind: string, turn?: string, [detail: string]: unknown }} Trace
 */

/**
 * A line of the timeline. `offset` is milliseconds since the question; `ms` how long it took or lasted, where that means
 * something; `count` how many traces it stands for.
 * @typedef {{ step: string, offset: number, ms: number | null, count: number, values: Record<string, string | number | boolean> }} TimelineRow
 */

/** @typedef {{ head: number | null, firstByte: number | null, sources: number | null, firstText: number | null, end: number | null }} TimelineMarks */

/** Events that carry text, in both dialects. */
const TEXT = new Set(["answer.delta", "message", "text"])
const ENDS = new Set(["turn.finished", "turn.failed"])

/** What is told by one kind of trace: the step, and which details go with it. */
const STEPS = /** @type {Record<string, { step: string, details: string[] }>} */ ({
  start: { step: "asked", details: [] },
  gap: { step: "gap", details: [] },
  "step-down": { step: "step-down", details: ["from", "to", "why"] },
  wait: { step: "wait", details: [] },
  offline: { step: "offline", details: [] },
  online: { step: "online", details: [] },
  problem: { step: "problem", details: ["code"] },
  end: { step: "end", details: ["how"] },
})

/** How an attempt ends that did not read the end. */
const BREAKS = new Set(["cut", "mute", "stall", "slept", "headless", "unreachable", "foreign", "unavailable"])
/** Rungs that ask again and again because that is how they read. */
const ASKING = new Set(["poll", "plain"])

/**
 * What happened to one turn, as lines a person can read: what belongs together is one line (text that flows, signs of life),
 * and no more than `maximumRows` are kept; the oldest but the first go.
 */
export class TurnTimeline {
  /** @type {TimelineRow[]} */
  rows = []
  /** @type {TimelineMarks} */
  marks = { head: null, firstByte: null, sources: null, firstText: null, end: null }
  /** @type {number[]} */
  gaps = []
  /** @type {{ rung: string, why: string }[]} */
  rungs = []
  /** @type {string[]} */
  problems = []
  heartbeats = 0
  retries = 0
  /** @type {number | null} */
  #origin = null
  #awaitsByte = false
  #why = "first"
  /** Whether this attempt is one of many and no line of its own. */
  #isRoutine = false

  constructor(maximumRows = 500) {
    this.maximumRows = maximumRows
  }

  /** A timeline of these traces. @param {Trace[]} traces */
  static of(traces) {
    const timeline = new TurnTimeline()
    for (const trace of traces) timeline.add(trace)
    return timeline
  }

  /** @param {Trace} trace */
  add(trace) {
    this.#origin ??= trace.at
    const offset = Math.max(0, trace.at - this.#origin)
    if (trace.kind === "attempt") this.#attempt(trace, offset)
    else if (trace.kind === "head") this.#head(trace, offset)
    else if (trace.kind === "bytes") this.#bytes(offset)
    else if (trace.kind === "event") this.#event(trace, offset)
    else if (trace.kind === "heartbeat") this.#heartbeat(offset)
    else this.#plain(trace, offset)
  }

  /** @param {Trace} trace @param {number} offset */
  #attempt(trace, offset) {
    const rung = String(trace.rung), address = pathOf(trace.address)
    if (this.rungs.at(-1)?.rung !== rung) this.rungs.push({ rung, why: this.#why })
    const before = ASKING.has(rung) ? this.#newestAttempt() : undefined
    this.#isRoutine = before?.values.address === address && before.values.rung === rung
    this.#awaitsByte = true
    if (before && this.#isRoutine) before.count += 1
    else this.#push(trace.resume ? "resume" : "connect", offset, null, { rung, address })
  }

  /** @param {Trace} trace @param {number} offset */
  #head(trace, offset) {
    this.marks.head ??= offset
    if (this.#isRoutine && trace.status === 200) return
    this.#push("head", offset, this.#sinceAttempt(offset), { status: Number(trace.status) })
  }

  /** @param {number} offset */
  #bytes(offset) {
    if (!this.#awaitsByte) return
    this.#awaitsByte = false
    this.marks.firstByte ??= offset
    if (!this.#isRoutine) this.#push("first-byte", offset, this.#sinceAttempt(offset), {})
  }

  /** @param {Trace} trace @param {number} offset */
  #event(trace, offset) {
    const type = String(trace.type), length = Number(trace.length) || 0
    if (TEXT.has(type)) return this.#text(offset, length)
    if (type === "sources") this.marks.sources ??= offset
    if (ENDS.has(type)) this.marks.end ??= offset
    const step = type.startsWith("trace.") ? "server" : type === "sources" ? "sources" : "event"
    this.#push(step, offset, null, step === "sources" ? {} : { type, ...plainValues(trace.detail) })
  }

  /** @param {number} offset @param {number} length */
  #text(offset, length) {
    const last = this.rows.at(-1)
    if (this.marks.firstText === null) {
      this.marks.firstText = offset
      this.#push("first-text", offset, offset, {})
    }
    if (last?.step !== "text") return this.#push("text", offset, 0, { length })
    last.count += 1
    last.ms = offset - last.offset
    last.values.length = Number(last.values.length) + length
  }

  /** @param {number} offset */
  #heartbeat(offset) {
    this.heartbeats += 1
    const last = this.rows.at(-1)
    if (last?.step !== "heartbeat") return this.#push("heartbeat", offset, 0, {})
    last.count += 1
    last.ms = offset - last.offset
  }

  /** @param {Trace} trace @param {number} offset */
  #plain(trace, offset) {
    const isBreak = BREAKS.has(trace.kind)
    const known = isBreak ? { step: trace.kind, details: ["why"] } : STEPS[trace.kind]
    if (!known) return
    if (isBreak) this.retries += 1
    if (trace.kind === "gap") this.gaps.push(Math.round(Number(trace.ms) || 0))
    if (trace.kind === "problem") this.problems.push(String(trace.code))
    if (trace.kind === "end" && trace.how !== "aborted") this.marks.end ??= offset
    if (trace.kind === "step-down") this.#why = String(trace.why)
    const given = known.details.filter((name) => trace[name] !== undefined)
    const values = Object.fromEntries(given.map((name) => [name, String(trace[name])]))
    const step = known.step === "asked" && this.rows.length > 0 ? "reread" : known.step
    this.#push(step, offset, typeof trace.ms === "number" ? trace.ms : null, values)
  }

  #newestAttempt() {
    return this.rows.findLast(({ step }) => step === "connect" || step === "resume" || BREAKS.has(step))
  }

  /** @param {number} offset */
  #sinceAttempt(offset) {
    const row = this.#newestAttempt()
    return row ? offset - row.offset : null
  }

  /** @param {string} step @param {number} offset @param {number | null} ms @param {TimelineRow["values"]} values */
  #push(step, offset, ms, values) {
    this.rows.push({ step, offset, ms, count: 1, values })
    if (this.rows.length > this.maximumRows) this.rows.splice(1, 1)
  }
}

/** What of an event's data is a name, a number or a switch. @param {unknown} data @returns {TimelineRow["values"]} */
function plainValues(data) {
  const entries = data && typeof data === "object" ? Object.entries(data) : []
  return Object.fromEntries(
    entries.filter(([name, value]) => name !== "at" && ["string", "number", "boolean"].includes(typeof value)),
  )
}

/** An address without what may be secret in it. @param {unknown} address */
function pathOf(address) {
  return String(address ?? "").replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/[?#].*$/, "")
}

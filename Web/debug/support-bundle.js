import { browserName } from "./browser-name.js"
import { redactedCheck } from "./redacted-check.js"
import { redactedError } from "./redacted-error.js"
import { redactedTrace, turnId, vocabulary, whole, word } from "./redaction.js"
import { TurnTimeline } from "./turn-timeline.js"

/** @import { Trace } from "./turn-timeline.js" */
/** @import { Verdict, CheckRun } from "./proxy-verdict.js" */

/** @typedef {{ id: string | null, state: string, receivedLength: number, shownLength: number | null, storedLength: number | null, traces: Trace[] }} TurnRecord a turn as the page knows it, without its words */

/**
 * What a bundle is made of, as the page has it.
 * @typedef {object} BundleSources
 * @property {string} number
 * @property {Date} madeAt
 * @property {{ language: string, userAgent: string, width: number, height: number, online: boolean, visible: boolean }} page
 * @property {{ verdict: Verdict, runs: CheckRun[] } | null} check
 * @property {TurnRecord[]} turns the newest last
 * @property {{ at: Date, message: string }[]} errors
 */

const MAXIMUM_TURNS = 10, MAXIMUM_TRACES = 400, MAXIMUM_ERRORS = 50

/**
 * The support bundle: what happened, in numbers and known words. No question, no answer, no credential, no address with a
 * query and nothing else that somebody wrote can be in it, whatever the sources hold.
 *
 * @param {BundleSources} sources
 */
export function supportBundle(sources) {
  const turns = sources.turns.slice(-MAXIMUM_TURNS).map(redactedTurn)
  const newest = turns.at(-1)?.rungs.at(-1)
  return {
    kaya: "support-bundle",
    version: 1,
    number: sources.number,
    madeAt: sources.madeAt.toISOString(),
    page: {
      language: sources.page.language === "de" ? "de" : "en",
      userAgent: browserName(sources.page.userAgent),
      viewport: `${whole(sources.page.width) ?? 0}x${whole(sources.page.height) ?? 0}`,
      online: Boolean(sources.page.online),
      visible: Boolean(sources.page.visible),
    },
    transport: {
      rung: newest?.rung ?? null,
      why: newest?.why ?? null,
      verdict: sources.check ? redactedCheck(sources.check).verdict : null,
    },
    check: sources.check ? redactedCheck(sources.check) : null,
    turns,
    errors: sources.errors.slice(-MAXIMUM_ERRORS).map(({ at, message }) => ({
      at: at.toISOString(),
      message: redactedError(message),
    })),
  }
}

/** @param {TurnRecord} turn */
function redactedTurn(turn) {
  const { marks, gaps, rungs, problems } = TurnTimeline.of(turn.traces)
  const origin = turn.traces[0]?.at ?? 0
  return {
    id: turnId(turn.id),
    state: word(turn.state, vocabulary.STATES),
    receivedLength: whole(turn.receivedLength) ?? 0,
    shownLength: whole(turn.shownLength),
    storedLength: whole(turn.storedLength),
    firstByteMs: whole(marks.firstByte),
    firstTextMs: whole(marks.firstText),
    gaps: gaps.map((ms) => whole(ms) ?? 0),
    rungs: rungs.map(({ rung, why }) => ({
      rung: word(rung, vocabulary.RUNGS),
      why: word(why, vocabulary.REASONS),
    })),
    problems: problems.map((code) => word(code, vocabulary.PROBLEMS)),
    traces: turn.traces.slice(-MAXIMUM_TRACES).map((trace) => redactedTrace(trace, origin)).filter((trace) =>
      trace !== null
    ),
  }
}

import { hasEnded, UNREACHABLE } from "../client/answer-state.js"
import { momentText, waitText } from "./turn-times.js"

/** @import { Problem, Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

/**
 * What is said about where an answer is. `tone` is how it looks; `isCounting` says that it changes with time.
 * @typedef {{ text: string, more: string[], tone: "busy" | "trouble" | "calm" | "ended" | "problem", isCounting: boolean }} StateLine
 */
/** @typedef {"continue" | "send" | "ask" | "again" | "copy" | "rate"} TurnAction */

/** From then on it is said for how long. */
const COUNTED_FROM = 2

/** From then on a question that is being sent says that nobody answers. */
const UNREACHABLE_FROM = 3

const TROUBLED = new Set(["stalled", "resuming", "offline", UNREACHABLE])
const GOES_ON = new Set(["stopped", "interrupted", "length", "failed"])

const REMEDIES = /** @type {Record<string, string>} */ ({
  "too-large": "shorten",
  "content-filtered": "reword",
  "unauthorized": "log-in",
  "answer-too-long": "less",
  "offline": "online",
  "unexpected-answer": "online",
  "draining": "wait",
  "storage-unavailable": "wait",
})

/** The line about an answer, or null when there is nothing to say. @param {Turn} turn @param {number} now @param {Words} words @param {boolean} [isOnline] @returns {StateLine | null} */
export function turnStateLine(turn, now, words, isOnline = true) {
  if (!hasEnded(turn)) return runningLine(turn, now, words)
  if (turn.state === "failed") return problemLine(turn, now, words, isOnline)
  const said = (/** @type {string} */ key, /** @type {StateLine["tone"]} */ tone) => ({
    text: words.text(key),
    more: [],
    tone,
    isCounting: false,
  })
  switch (turn.state) {
    case "done":
      return turn.text === "" ? said("turn.empty", "ended") : cachedLine(turn, words)
    case "stopped":
    case "interrupted":
      return said(`turn.${turn.state}${turn.text === "" ? "" : "-text"}`, "ended")
    default:
      return said(`turn.${turn.state}`, "ended")
  }
}

/** Whether there is text in the last turn that was not there before. @param {Turn | undefined} before what was the last @param {Turn | undefined} last */
export function hasNewText(before, last) {
  return last !== undefined && last.text !== (before?.key === last.key ? before.text : "")
}

/** For how many seconds nothing may be asked yet. @param {Turn} turn @param {number} now */
export function secondsToWait(turn, now) {
  const wait = turn.problem?.retryAfter ?? 0
  return turn.state === "failed" ? Math.max(0, Math.ceil(wait - (now - turn.since) / 1000)) : 0
}

/** What can be done with an answer; the first is what helps most. @param {Turn} turn @returns {TurnAction[]} */
export function turnActions(turn) {
  if (!hasEnded(turn)) return []
  const hasText = turn.text !== ""
  const actions = /** @type {TurnAction[]} */ ([])
  if (turn.id === null) actions.push("send")
  else {
    if (hasText && GOES_ON.has(turn.state)) actions.push("continue")
    actions.push(turn.state === "failed" ? "ask" : "again")
  }
  if (hasText) actions.push("copy")
  if (hasText && turn.id !== null) actions.push("rate")
  return actions
}

/** What a problem is called: the server's words, or ours where only its code was kept. @param {Problem | null} problem @param {Words} words @param {boolean} [isOnline] whether there is a network, as far as the browser knows */
export function problemTitle(problem, words, isOnline = true) {
  if (problem?.title) return problem.title
  if (isUnreachable(problem, isOnline)) return words.text("problem.unreachable")
  const key = `problem.${problem?.code ?? "internal"}`
  const title = words.text(key)
  return title === key ? words.text("problem.internal") : title
}

/** @param {Turn} turn @param {number} now @param {Words} words @returns {StateLine} */
function runningLine(turn, now, words) {
  const seconds = Math.max(0, Math.floor((now - turn.since) / 1000))
  const state = turn.isStopping ? "stopping" : turn.state
  const isUnreachable = state === "sending" && turn.phase === UNREACHABLE && seconds >= UNREACHABLE_FROM
  const what = isUnreachable || (state === "waiting" && turn.phase) ? turn.phase ?? state : state
  const since = seconds < 60
    ? words.text("turn.seconds", { seconds })
    : words.text("turn.minutes", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
  const isTold = seconds >= COUNTED_FROM && what !== "writing" && what !== "polling"
  const tone = what === "writing" || what === "polling" ? "calm" : TROUBLED.has(what) ? "trouble" : "busy"
  return { text: words.text(`turn.${what}`), more: isTold ? [since] : [], tone, isCounting: tone !== "calm" }
}

/** @param {Turn} turn @param {number} now @param {Words} words @param {boolean} isOnline @returns {StateLine} */
function problemLine(turn, now, words, isOnline) {
  const { problem } = turn
  const title = problemTitle(problem, words, isOnline)
  const wait = secondsToWait(turn, now)
  // The server's own words say what holds and what to do; of a stored failure they are gone, and ours stand in.
  const kept = turn.text === "" ? "" : words.text("turn.kept")
  const more = problem?.detail ? [problem.detail] : [kept]
  if (!problem?.detail || wait > 0) more.push(remedyText(problem, wait, words, isOnline))
  if (problem?.requestId) more.push(words.text("turn.number", { id: problem.requestId }))
  return {
    text: sentence(title),
    more: more.filter((text) => text !== "" && text !== title),
    tone: "problem",
    isCounting: wait > 0,
  }
}

/** @param {Problem | null} problem @param {number} wait @param {Words} words @param {boolean} isOnline */
function remedyText(problem, wait, words, isOnline) {
  if (wait > 0) return words.text("remedy.wait-for", { time: waitText(wait) })
  if (isUnreachable(problem, isOnline)) return words.text("remedy.send-later")
  const known = REMEDIES[problem?.code ?? ""]
  return words.text(`remedy.${known ?? (problem?.retryable === false ? "tell" : "again")}`)
}

/** Whether nobody answers although there is a network. @param {Problem | null} problem @param {boolean} isOnline */
function isUnreachable(problem, isOnline) {
  return problem?.code === "offline" && isOnline
}

/** @param {Turn} turn @param {Words} words @returns {StateLine | null} */
function cachedLine(turn, words) {
  if (!turn.cached) return null
  const text = turn.answeredAt
    ? words.text("turn.cached", { when: momentText(turn.answeredAt, words.language) })
    : words.text("turn.cached-unknown")
  return { text, more: [], tone: "ended", isCounting: false }
}

/** @param {string} text */
function sentence(text) {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

import { endingOf, makeTurn, readProblem } from "./answer-state.js"

/** @import { Turn, TurnState } from "./answer-state.js" */

/** Problems that the same question would meet again. */
const LASTING_PROBLEMS = new Set(["content-filtered", "upstream-malformed", "answer-too-long", "too-large"])

/** A turn as the server keeps it; one that runs is `waiting` until it is read. @param {any} json @param {number} now @returns {Turn} */
export function storedTurn(json, now) {
  return makeTurn({
    key: json.id,
    since: now,
    id: json.id,
    question: json.question,
    askedAt: json.askedAt,
    state: stateOfStored(json),
    text: json.text,
    sources: Object.freeze([...(json.sources ?? [])]),
    problem: json.problem ? readProblem({ code: json.problem, retryable: !LASTING_PROBLEMS.has(json.problem) }) : null,
    cached: json.cached === true,
    answeredAt: json.answeredAt ?? null,
    continues: json.continues ?? null,
    repeats: json.repeats ?? null,
    feedback: json.feedback ?? null,
    usage: json.usage ?? null,
  })
}

/** @param {any} json @returns {TurnState} */
function stateOfStored(json) {
  if (json.state === "failed") return "failed"
  if (json.state === "finished") return endingOf(json.finish)
  return json.text ? "writing" : "waiting"
}

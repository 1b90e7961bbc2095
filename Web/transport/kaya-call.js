/** @import { Attempt } from "./attempt.js" */
/** @import { Outcome, TurnProblem } from "./outcome.js" */
/** @import { TurnRequest } from "./turn-request.js" */

/** @typedef {{ response: Response, outcome: null } | { response: null, outcome: Outcome }} CallResult */

/**
 * Calls Kaya. Only an answer of 2xx is a response; with 401 the authorization is renewed once.
 * @param {Attempt} attempt @param {TurnRequest} request @returns {Promise<CallResult>} rejects when the connection fails
 */
export async function kayaCall(attempt, request) {
  let response = await sentCall(attempt, request, false)
  if (response.status === 401 && attempt.reading.options.authorization) {
    response.body?.cancel().catch(() => {})
    response = await sentCall(attempt, request, true)
  }
  if (response.ok) return { response, outcome: null }
  return { response: null, outcome: await callRefusal(attempt, response) }
}

/** @param {Attempt} attempt @param {TurnRequest} request @param {boolean} refresh */
async function sentCall(attempt, { method, path, headers, body }, refresh) {
  const { reading } = attempt
  const credential = await attempt.until(
    reading.options.authorization?.(refresh ? { refresh } : {}) ?? Promise.resolve(null),
  )
  const response = await attempt.until(
    reading.world.fetch(reading.base + path, {
      method,
      headers: credential ? { ...headers, Authorization: credential } : headers,
      ...(body === undefined ? {} : { body }),
      cache: "no-store",
      signal: attempt.signal,
    }),
  )
  reading.trace("head", { status: response.status, headers: Object.fromEntries(response.headers) })
  return response
}

/** @param {Attempt} attempt @param {Response} response @returns {Promise<Outcome>} */
async function callRefusal(attempt, response) {
  const { status, headers } = response
  const problem = answersInJSON(response) ? await problemInAnswer(attempt, response) : null
  if (problem) {
    const seconds = problem.retryAfter ?? retryAfterSeconds(headers.get("Retry-After"), attempt.reading.world.now())
    return { ...attempt.outcome("problem", problem.code), status, problem: { ...problem, retryAfter: seconds } }
  }
  response.body?.cancel().catch(() => {})
  return attempt.outcome(status >= 500 ? "unreachable" : "foreign", `status ${status}`)
}

/** @param {Response} response */
export function answersInJSON(response) {
  return /^application\/([a-z.-]+\+)?json\b/i.test(response.headers.get("Content-Type") ?? "")
}

/** @param {Attempt} attempt @param {Response} response @returns {Promise<TurnProblem | null>} */
async function problemInAnswer(attempt, response) {
  const text = await attempt.until(response.text())
  try {
    const problem = JSON.parse(text)
    if (typeof problem?.code !== "string") return null
    return { title: "", detail: "", retryable: false, ...problem, retryAfter: problem.retryAfter ?? null }
  } catch {
    return null
  }
}

/** Seconds or a date (RFC 9110, 10.2.3). @param {string | null} field @param {number} now */
function retryAfterSeconds(field, now) {
  if (!field) return null
  if (/^\d+$/.test(field)) return Number(field)
  const date = Date.parse(field)
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1_000))
}

/**
 * What went wrong, as a person is told. Of a turn that was stored only `code` and `retryable` are known; the words are "".
 * @typedef {{ code: string, title: string, detail: string, retryable: boolean, retryAfter: number | null, field?: string, requestId?: string }} Problem
 *
 * @typedef {{ number: number, title: string, heading?: string, url?: string, validFrom?: string, document: string }} Source
 * @typedef {{ rating: "up" | "down", reason?: string | null, comment?: string | null }} Feedback
 * @typedef {"done" | "stopped" | "interrupted" | "length" | "refused" | "filtered" | "failed"} Ending
 * @typedef {"sending" | "waiting" | "thinking" | "writing" | "stalled" | "resuming" | "polling" | "offline" | Ending} TurnState
 *
 * @typedef {object} Turn a question and its answer, as far as it has come; docs/page.md says what each member is
 * @property {string} key
 * @property {string | null} id
 * @property {string} question
 * @property {string} askedAt
 * @property {TurnState} state
 * @property {number} since
 * @property {string | null} phase
 * @property {string} text
 * @property {number} generation
 * @property {readonly Source[]} sources
 * @property {readonly { code: string, text: string }[]} notices
 * @property {Problem | null} problem
 * @property {boolean} cached
 * @property {string | null} answeredAt
 * @property {string | null} continues
 * @property {string | null} repeats
 * @property {Feedback | null} feedback
 * @property {{ promptTokens: number, completionTokens: number } | null} usage
 * @property {string | null} rung
 * @property {boolean} isStopping
 *
 * @typedef {{ turn: Turn, pieced: string | null }} AnswerState `pieced` is what a second reading has made so far, until it has come to
 *   where the first one was; null when the turn's text is that
 *
 * @typedef {{ type: "event", name: string, data: any } | { type: "connection", state: string } | { type: "rung", rung: string }
 *   | { type: "receipt", id: string } | { type: "stop" } | { type: "feedback", feedback: Feedback | null }
 *   | { type: "restart" } | { type: "failure", problem: Problem } | { type: "stored", turn: Turn }} AnswerInput
 */

const ANSWER_ENDINGS = /** @type {Record<string, Ending>} */ ({
  stop: "done",
  length: "length",
  stopped: "stopped",
  refusal: "refused",
  content_filter: "filtered",
  interrupted: "interrupted",
})
const ENDED_STATES = new Set(["done", "stopped", "interrupted", "length", "refused", "filtered", "failed"])
/** The phase of a question that is sent again and again because nobody answers; the wire has none of that name. */
export const UNREACHABLE = "unreachable"
const CONNECTION_TROUBLES = new Set(["stalled", "resuming", "polling", "offline"])

/** How an answer ended, by the wire's word for it; a word that is not known yet means complete. @param {string} finish @returns {Ending} */
export function endingOf(finish) {
  return ANSWER_ENDINGS[finish] ?? "done"
}

/** Whether nothing more will come. @param {{ state: TurnState }} turn */
export function hasEnded(turn) {
  return ENDED_STATES.has(turn.state)
}

/** A turn with nothing in it yet, but for what is given. @param {Partial<Turn> & { key: string, since: number }} given @returns {Turn} */
export function makeTurn(given) {
  return Object.freeze({
    id: null,
    question: "",
    askedAt: "",
    state: /** @type {TurnState} */ ("sending"),
    phase: null,
    text: "",
    generation: 0,
    sources: [],
    notices: [],
    problem: null,
    cached: false,
    answeredAt: null,
    continues: null,
    repeats: null,
    feedback: null,
    usage: null,
    rung: null,
    isStopping: false,
    ...given,
  })
}

/**
 * What becomes of an answer by what has happened. The same object comes back when nothing has changed. `now` is the
 * moment in milliseconds.
 * @param {AnswerState} state @param {AnswerInput} input @param {number} now @returns {AnswerState}
 */
export function reduceAnswer(state, input, now) {
  const { turn } = state
  if (input.type === "feedback") return changeTurn(state, { feedback: input.feedback }, now)
  if (input.type === "restart") return beginAgain(state, now)
  if (hasEnded(turn)) return state
  switch (input.type) {
    case "event":
      return takeEvent(state, input.name, input.data ?? {}, now)
    case "connection":
      return noteConnection(state, input.state, now)
    case "rung":
      return changeTurn(state, { rung: input.rung }, now)
    case "receipt":
      return nameTurn(state, input.id, now)
    case "stop":
      return changeTurn(state, { isStopping: true }, now)
    case "stored":
      return takeStoredTurn(state, input.turn, now)
    case "failure":
      return changeTurn(state, { state: "failed", problem: input.problem, phase: null, isStopping: false }, now)
    default:
      return state
  }
}

/** @param {AnswerState} state @param {string} name @param {any} data @param {number} now @returns {AnswerState} */
function takeEvent(state, name, data, now) {
  switch (name) {
    case "turn.started":
      return nameTurn(state, data.turn, now)
    case "status":
      return goOn(state, { phase: data.phase ?? null }, now)
    case "sources":
      return goOn(state, { sources: Object.freeze([...(data.sources ?? [])]) }, now)
    case "notice":
      return goOn(state, { notices: withNoticeAdded(state.turn.notices, data) }, now)
    case "answer.delta":
      return growAnswer(state, data.text ?? "", now)
    case "turn.finished":
      return endAnswer(state, endingOf(data.finish), data.fullText, data, now)
    case "turn.failed":
      return endAnswer(state, "failed", data.partialText || null, { problem: readProblem(data.problem) }, now)
    case "message":
      return takeSimpleEvent(state, data, now)
    default:
      return state
  }
}

/** The simple dialect. @param {AnswerState} state @param {any} data @param {number} now */
function takeSimpleEvent(state, data, now) {
  if (data.done) return endAnswer(state, endingOf(data.finish), data.fullText, {}, now)
  if (typeof data.error === "string") {
    return endAnswer(state, "failed", data.partialText || null, {
      problem: readProblem({ ...data, title: data.error }),
    }, now)
  }
  return typeof data.text === "string" ? growAnswer(state, data.text, now) : state
}

/** @param {AnswerState} state @param {string} text @param {number} now */
function growAnswer(state, text, now) {
  if (state.pieced === null) return goOn(state, { text: state.turn.text + text, phase: "writing" }, now)
  const pieced = state.pieced + text
  const isBehind = pieced.length < state.turn.text.length && state.turn.text.startsWith(pieced)
  const next = goOn(state, { ...(isBehind ? {} : answerText(state.turn, pieced)), phase: "writing" }, now)
  return { ...next, pieced: isBehind ? pieced : null }
}

/** @param {AnswerState} state @param {Ending} ending @param {string | null | undefined} whole @param {any} data @param {number} now */
function endAnswer(state, ending, whole, data, now) {
  const { usage, cached, answeredAt, problem } = data
  const text = whole == null ? {} : answerText(state.turn, whole)
  const rest = {
    usage: usage ?? null,
    cached: cached === true,
    answeredAt: answeredAt ?? null,
    problem: problem ?? null,
  }
  return changeTurn(state, { ...text, ...rest, state: ending, phase: null, isStopping: false }, now)
}

/** The text of an answer that is known to be this one. @param {Turn} turn @param {string} text */
function answerText(turn, text) {
  return text.startsWith(turn.text) ? { text } : { text, generation: turn.generation + 1 }
}

/** @param {AnswerState} state @param {string} id @param {number} now */
function nameTurn(state, id, now) {
  return state.turn.id === null && id ? goOn(state, { id, phase: heardPhase(state.turn) }, now) : state
}

/** @param {AnswerState} state @param {string} connection @param {number} now */
function noteConnection(state, connection, now) {
  if (connection === "connecting") return state
  if (connection === "unreachable") {
    const { id, state: stage } = state.turn
    const isSent = id !== null || (stage !== "sending" && stage !== "stalled")
    return isSent ? state : changeTurn(state, { state: "sending", phase: UNREACHABLE }, now)
  }
  if (connection === "polling" && state.turn.id === null) return state
  return changeTurn(state, {
    phase: heardPhase(state.turn),
    state: CONNECTION_TROUBLES.has(connection) ? /** @type {TurnState} */ (connection) : stageOfTurn(state.turn),
  }, now)
}

/** The phase once somebody has answered. @param {Turn} turn */
function heardPhase({ phase }) {
  return phase === UNREACHABLE ? null : phase
}

/** The answer is read anew, from its beginning, or the question is sent once more. @param {AnswerState} state @param {number} now */
function beginAgain(state, now) {
  const bare = { ...state.turn, phase: null, problem: null }
  return changeTurn({ turn: bare, pieced: bare.text === "" ? null : "" }, { state: stageOfTurn(bare) }, now)
}

/** What the server keeps wins over what was read here. @param {AnswerState} state @param {Turn} stored @param {number} now */
function takeStoredTurn(state, stored, now) {
  const { key, rung, generation } = state.turn
  return changeTurn(state, {
    ...stored,
    key,
    rung,
    generation,
    ...answerText(state.turn, stored.text),
    isStopping: false,
  }, now)
}

/** Something came, so the connection is no trouble any more; a poll stays one. @param {AnswerState} state @param {Partial<Turn>} change @param {number} now */
function goOn(state, change, now) {
  const next = { ...state.turn, ...change }
  return changeTurn(state, { ...change, state: next.state === "polling" ? "polling" : stageOfTurn(next) }, now)
}

/** Where an answer is that goes well. @param {Turn} turn @returns {TurnState} */
function stageOfTurn(turn) {
  if (turn.id === null && turn.text === "") return "sending"
  if (turn.text !== "" || turn.phase === "writing") return "writing"
  return turn.phase === "thinking" ? "thinking" : "waiting"
}

/** @param {AnswerState} state @param {Partial<Turn>} change @param {number} now @returns {AnswerState} */
function changeTurn(state, change, now) {
  const { turn } = state
  const names = /** @type {(keyof Turn)[]} */ (Object.keys(change))
  if (names.every((name) => name === "since" || Object.is(turn[name], change[name]))) return state
  const since = change.state !== undefined && change.state !== turn.state ? now : turn.since
  return { ...state, turn: Object.freeze({ ...turn, ...change, since }) }
}

/** @param {Turn["notices"]} notices @param {any} data */
function withNoticeAdded(notices, { code, text }) {
  const isKnown = notices.some((notice) => notice.code === code && notice.text === text)
  return isKnown ? notices : Object.freeze([...notices, Object.freeze({ code, text })])
}

/** A problem of the wire, with all its members. @param {any} problem @returns {Problem} */
export function readProblem(problem) {
  const { code, title, detail, retryable, retryAfter, field, requestId } = problem ?? {}
  return Object.freeze({
    code: code ?? "internal",
    title: title ?? "",
    detail: detail ?? "",
    retryable: retryable === true,
    retryAfter: typeof retryAfter === "number" ? retryAfter : null,
    ...(field ? { field } : {}),
    ...(requestId ? { requestId } : {}),
  })
}

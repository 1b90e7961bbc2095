import { hasEnded, reduceAnswer } from "./answer-state.js"
import { ProblemError } from "./problem-error.js"
import { storedTurn } from "./stored-turn.js"

/** @import { AnswerInput, AnswerState, Problem, Turn } from "./answer-state.js" */
/** @import { KayaAPI } from "./kaya-api.js" */
/**
 * What a reading needs of its store.
 * @typedef {object} AskingPlace
 * @property {(options: any) => Promise<any>} open reads a turn, as `openTurn` does
 * @property {Pick<KayaAPI, "cancel" | "turn">} api
 * @property {{ now: () => number, setTimeout: (run: () => void, ms: number) => any }} world
 * @property {boolean} isKept whether the server keeps what is asked
 * @property {object} transport further options of `open`
 * @property {(reading: AskedTurn) => Promise<object>} findStart what to open for a question that has no id yet
 * @property {(reading: AskedTurn) => void} onChange
 * @property {(reading: AskedTurn) => void} onNamed
 * @property {(reading: AskedTurn) => void} onEnd
 * @property {(trace: any, turn: Turn) => void} [onTrace]
 */

/** How an attempt ends that nothing was heard in. */
const UNREACHED = new Set(["unreachable", "headless"])
const FIRST_STOP_WAIT = 1000
/** Without readers the server stops by itself after half a minute. */
const LAST_STOP_WAIT = 32_000

/** One question, and the reading of its answer until it has ended. */
export class AskedTurn {
  /** @type {AnswerState} */
  #state
  /** @type {AbortController | null} */
  #controller = null
  #wantsStop = false
  #isCancelling = false
  #isLetGo = false
  #isReadAnew = false
  /** Whether the server may have the question. */
  #wasOpened = false
  /** What is shown of a question that was stopped before the server was known to have it, until it is known how it ended there. @type {Turn | null} */
  #withdrawn = null

  /** @param {AskingPlace} place @param {Turn} turn @param {object} [body] what is sent, the same at every try */
  constructor(place, turn, body = {}) {
    this.place = place
    this.body = body
    /** The conversation in which it is asked, once there is one. @type {string | null} */
    this.conversation = null
    this.#state = { turn, pieced: null }
  }

  get turn() {
    return this.#withdrawn ?? this.#state.turn
  }

  /** Whether the server is not known to have the question. */
  get isUnsent() {
    return this.turn.id === null && (!hasEnded(this.turn) || this.turn.state === "failed" || this.#withdrawn !== null)
  }

  /** Whether the question is on its way to the server, which has not named its turn yet. */
  get isSending() {
    return this.turn.id === null && this.#controller !== null
  }

  /** Asks, or reads what runs or ran; done when the answer has ended or is let go. @returns {Promise<void>} */
  async run() {
    if (this.#withdrawn) this.#takeBackWithdrawal()
    if (this.#controller) return
    const { signal } = (this.#controller = new AbortController())
    this.#isLetGo = this.#isReadAnew = false
    this.apply({ type: "restart" })
    try {
      await this.#read(signal)
    } catch (error) {
      if (!signal.aborted) this.apply({ type: "failure", problem: ProblemError.problemOf(error) })
    }
    this.#controller = null
    if (this.#isReadAnew) return this.run()
    if (!signal.aborted || this.#withdrawn) this.place.onEnd(this)
  }

  /** Leaves its connection and reads on over another. Nothing is asked twice. */
  readAnew() {
    if (!this.#controller || hasEnded(this.turn)) return
    this.close()
    this.#isReadAnew = true
  }

  /**
   * Stops the model. A question that the server is not known to have ends here at once and is not sent any more; if the server
   * has it all the same, it is stopped there as soon as it has named the turn.
   */
  stop() {
    if (hasEnded(this.turn)) return
    this.#wantsStop = true
    if (this.turn.id === null) return this.#withdraw()
    this.apply({ type: "stop" })
    this.#cancelIfWanted()
  }

  /** Reads on no further; but a question that is being sent is sent. */
  letGo() {
    this.#isLetGo = true
    if (this.turn.id !== null) this.close()
  }

  /** Reads on after `letGo`. */
  takeUp() {
    this.#isLetGo = false
  }

  /** Ends the reading at once. The turn goes on. */
  close() {
    this.#isReadAnew = false
    this.#controller?.abort()
  }

  /** @param {AnswerInput} input */
  apply(input) {
    const before = this.turn
    this.#state = reduceAnswer(this.#state, input, this.place.world.now())
    this.#seeWithdrawn()
    if (hasEnded(this.#state.turn)) this.#wantsStop = false
    if (this.turn === before) return
    this.place.onChange(this)
    if (before.id === null && this.turn.id !== null) this.place.onNamed(this)
    this.#cancelIfWanted()
    if (this.#isLetGo && this.turn.id !== null) this.close()
  }

  /** @param {AbortSignal} signal */
  async #read(signal) {
    const { open, transport, findStart, onTrace } = this.place
    const start = this.turn.id === null ? await findStart(this) : { turn: this.turn.id, after: 0 }
    if (signal.aborted) return
    if (this.#withdrawn && !this.#wasOpened) return
    this.#wasOpened = true
    const outcome = await open({
      ...transport,
      start,
      signal,
      onTurn: (/** @type {string} */ id) => this.apply({ type: "receipt", id }),
      onEvent: (/** @type {any} */ { type, data }) => this.apply({ type: "event", name: type, data }),
      onState: (/** @type {string} */ state) => this.apply({ type: "connection", state }),
      onTrace: (/** @type {any} */ trace) => {
        this.#follow(trace)
        onTrace?.(trace, this.turn)
      },
    })
    if (outcome.aborted || hasEnded(this.#state.turn)) return
    await this.#end(outcome.problem ?? { code: "stream-lost", retryable: true })
  }

  /** The answer cannot be read to its end: what the server has kept of it is the next best. @param {Problem} problem */
  async #end(problem) {
    if (this.place.isKept && this.turn.id !== null) {
      try {
        const stored = storedTurn(await this.place.api.turn(this.turn.id), this.place.world.now())
        if (hasEnded(stored)) return this.apply({ type: "stored", turn: stored })
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
      }
    }
    this.apply({ type: "failure", problem: new ProblemError(problem).problem })
  }

  /** What is told of the way, as far as it is the turn's. @param {{ kind: string, rung?: string }} trace */
  #follow({ kind, rung }) {
    if (UNREACHED.has(kind)) this.apply({ type: "connection", state: "unreachable" })
    if (kind !== "attempt") return
    // What is under way may have arrived, and its answer says so; nothing that was withdrawn is sent after it.
    if (this.#withdrawn && this.turn.id === null) this.close()
    else if (rung) this.apply({ type: "rung", rung })
  }

  #withdraw() {
    const { turn } = this.#state
    this.#withdrawn = Object.freeze({ ...turn, state: "stopped", since: this.place.world.now(), phase: null })
    this.place.onChange(this)
  }

  /** It is sent after all, under the same name: once more, or by what is under way. */
  #takeBackWithdrawal() {
    this.#withdrawn = null
    this.#wantsStop = false
    if (this.#controller?.signal.aborted) this.#isReadAnew = true
    this.place.onChange(this)
  }

  /** The server has what was withdrawn: that it was stopped is shown until its end is known. */
  #seeWithdrawn() {
    const { turn } = this.#state
    if (!this.#withdrawn || turn.id === null) return
    if (hasEnded(turn) && turn.state !== "failed") this.#withdrawn = null
    else if (this.#withdrawn.id === null) this.#withdrawn = Object.freeze({ ...this.#withdrawn, id: turn.id })
  }

  #cancelIfWanted() {
    if (!this.#wantsStop || this.#isCancelling || this.turn.id === null) return
    this.#isCancelling = true
    void this.#cancel(this.turn.id, FIRST_STOP_WAIT)
  }

  /** Asks again and again, also when nobody looks any more: whoever wants an answer stopped wants it stopped. @param {string} id @param {number} wait */
  async #cancel(id, wait) {
    try {
      await this.place.api.cancel(id)
      this.#wantsStop = this.#isCancelling = false
    } catch {
      this.#isCancelling = this.#wantsStop && wait <= LAST_STOP_WAIT
      if (this.#isCancelling) this.place.world.setTimeout(() => this.#cancel(id, 2 * wait), wait)
    }
  }
}

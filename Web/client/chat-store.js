import { hasEnded, makeTurn } from "./answer-state.js"
import { FrameNotice } from "./frame-notice.js"
import { loadPatiently } from "./load-patiently.js"
import { OpenConversation } from "./open-conversation.js"
import { ProblemError } from "./problem-error.js"
import { makeRequestId } from "./request-id.js"
import { saidBefore } from "./said-before.js"
import { storedTurn } from "./stored-turn.js"
import { TurnList } from "./turn-list.js"
import { AskedTurn } from "./asked-turn.js"

/** @import { Feedback, Problem, Turn } from "./answer-state.js" */
/** @import { KayaAPI } from "./kaya-api.js" */
/** @import { ConversationHead } from "./open-conversation.js" */
/**
 * @typedef {object} ChatSnapshot
 * @property {ConversationHead | null} conversation
 * @property {readonly Turn[]} turns
 * @property {boolean} hasEarlier
 * @property {boolean} isLoading
 * @property {Turn | null} running the latest that has not ended
 * @property {Problem | null} problem why a conversation could not be loaded
 */
/**
 * @typedef {object} StoreParts
 * @property {(options: any) => Promise<any>} open
 * @property {Pick<KayaAPI, "cancel" | "conversation" | "create" | "rate" | "turn">} api
 * @property {any} world
 * @property {object} transport what every call of `open` is given
 * @property {() => string} [style] how answers are to be written: `standard` or `plain`
 * @property {"conversation" | "simple"} mode
 * @property {(trace: any, turn: Turn) => void} [onTrace]
 */

const TURNS_AT_ONCE = 50

/** One conversation: what was asked in it, what has come of it, and what can be done. See docs/page.md, The store. */
export class ChatStore {
  #hasEarlier = false
  #isLoading = false
  /** Ends the loading that is under way or will be tried again. @type {AbortController | null} */
  #loading = null
  /** @type {Problem | null} */
  #problem = null
  /** @type {ChatSnapshot | null} */
  #snapshot = null
  /** Turns of other tabs that come into view once it is clear that they are not ours. @type {Set<string>} */
  #expected = new Set()

  /** @param {StoreParts} parts */
  constructor(parts) {
    const { open, api, world, transport, mode, onTrace } = parts
    this.parts = parts
    this.isKept = mode === "conversation"
    this.notice = new FrameNotice(world)
    this.list = new TurnList(() => this.#changed())
    this.conversation = this.#conversation(null)
    /** @type {import("./asked-turn.js").AskingPlace} */
    this.place = {
      open,
      api,
      world,
      transport,
      onTrace,
      isKept: this.isKept,
      findStart: (reading) => this.#startOf(reading),
      onChange: (reading) => this.list.turnChanged(reading),
      onNamed: (reading) => this.#named(reading),
      onEnd: (reading) => this.#ended(reading),
    }
  }

  // What there is

  /** @param {() => void} listener called at most once a frame @returns {() => void} ends it */
  subscribe = (listener) => this.notice.subscribe(listener)

  /** The same object until something has changed. @returns {ChatSnapshot} */
  getSnapshot = () => {
    this.#snapshot ??= Object.freeze({
      conversation: this.conversation.head,
      turns: this.list.turns,
      hasEarlier: this.#hasEarlier,
      isLoading: this.#isLoading,
      running: this.list.running?.turn ?? null,
      problem: this.#problem,
    })
    return this.#snapshot
  }

  // Actions

  /** Shows a conversation; null is a new one, which exists once something is asked. @param {string | null} id */
  async open(id) {
    this.#leave(id)
    const { conversation } = this
    if (id !== null) {
      await this.#load(() => this.parts.api.conversation(id), (found) => {
        conversation.set(found)
        this.#insert(found.turns)
      })
    }
    if (conversation === this.conversation) this.list.takeBack(id)
  }

  /** @param {string} q @returns {string} the request's id, which is the turn's key */
  ask(q) {
    return this.#begin({ question: q }, this.isKept ? { q } : { q, ...saidBefore(this.list.turns) })
  }

  /** Stops the answer that runs; a question that the server is not known to have has ended then, and can be sent again or discarded. */
  stop() {
    this.list.running?.stop()
  }

  /** Reads what runs over another connection: over this rung alone, from now on, or over whichever works. @param {string | null} [rung] */
  readAnew(rung = null) {
    Object.assign(this.place.transport, { rung })
    this.list.running?.readAnew()
  }

  /** Goes on where an answer broke off, in a new turn. Where nothing is kept, the question is asked once more. @param {string} key */
  continueAnswer(key) {
    const { id, question } = this.list.find(key).turn
    if (!this.isKept || id === null) return this.repeat(key)
    return this.#begin({ question, continues: id }, { continues: id })
  }

  /** Answers a question anew, in a new turn. @param {string} key */
  repeat(key) {
    const { id, question, state } = this.list.find(key).turn
    if (id === null) return hasEnded({ state }) ? this.retry(key) : this.ask(question)
    if (this.isKept) return this.#begin({ question, repeats: id }, { repeats: id })
    const before = this.list.turns.slice(0, this.list.turns.findIndex((turn) => turn.key === key))
    return this.#begin({ question, repeats: id }, { q: question, ...saidBefore(before) })
  }

  /** Sends a question that could not be sent once more, with the same request id; of one that was, reads the answer anew. @param {string} key */
  retry(key) {
    const reading = this.list.find(key)
    if (reading.turn.state === "failed" || (reading.isUnsent && hasEnded(reading.turn))) void reading.run()
    return key
  }

  /** Takes a question that could not be sent out of view. @param {string} key */
  discard(key) {
    const reading = this.list.find(key)
    if (reading.isUnsent && hasEnded(reading.turn)) this.list.drop(reading)
  }

  /** What one thinks of an answer; null takes it back. Shown at once, and not any more when it cannot be kept. @param {string} key @param {Feedback | null} feedback */
  async rate(key, feedback) {
    const reading = this.list.find(key)
    const { id, feedback: before } = reading.turn
    if (id === null) return
    reading.apply({ type: "feedback", feedback })
    try {
      await this.parts.api.rate(id, feedback)
    } catch (error) {
      if (reading.turn.feedback === feedback) reading.apply({ type: "feedback", feedback: before })
      throw error
    }
  }

  async loadEarlier() {
    const { id } = this.conversation
    const before = this.list.turns.find((turn) => turn.id !== null)?.id
    if (id === null || !before || !this.#hasEarlier || this.#isLoading) return
    await this.#load(() => this.parts.api.conversation(id, { before }), ({ turns }) => this.#insert(turns))
  }

  /** Shows a turn of this conversation that another tab or device began, unless it cannot be had. @param {string} id */
  async attach(id) {
    if (this.list.has(id)) return
    // One that is being sent may be this very turn, whose name has not come back yet.
    if (this.list.isSending) return void this.#expected.add(id)
    const { conversation } = this
    const json = await this.#turnIfAny(id)
    if (!json || conversation !== this.conversation || this.list.has(id)) return
    const reading = this.#stored(json)
    this.list.addLast(reading)
    if (!hasEnded(reading.turn)) void reading.run()
  }

  /** Nothing is read and nobody is told anything any more. What runs goes on. */
  close() {
    this.#leave(null)
    this.notice.close()
  }

  // Internal

  /** @param {string | null} id */
  #conversation(id) {
    return new OpenConversation(this.parts.api, this.parts.world, id, () => this.#changed())
  }

  /** @param {string | null} next the conversation that is shown instead */
  #leave(next) {
    this.list.leave()
    this.#loading?.abort()
    this.conversation.close()
    this.conversation = this.#conversation(next)
    this.#problem = null
    this.#hasEarlier = this.#isLoading = false
    this.#expected.clear()
    this.#changed()
  }

  /**
   * Done when it is shown, or the problem is; one that may pass is tried again, and shown until then.
   * @param {() => Promise<any>} load @param {(found: any) => void} show @returns {Promise<void>}
   */
  #load(load, show) {
    this.#loading?.abort()
    const { signal } = (this.#loading = new AbortController())
    const { world } = this.parts
    this.#noteLoading(true, null)
    return new Promise((resolve, reject) => {
      const onProblem = (/** @type {Problem} */ problem) => {
        this.#noteLoading(false, problem)
        resolve()
      }
      loadPatiently(load, { world, signal, onProblem }).then((loaded) => {
        if (loaded) {
          show(loaded.found)
          this.#noteLoading(false, null)
        }
        resolve()
      }).catch(reject)
    })
  }

  /** @param {boolean} isLoading @param {Problem | null} problem */
  #noteLoading(isLoading, problem) {
    this.#isLoading = isLoading
    this.#problem = problem
    this.#changed()
  }

  /** Turns that lie before those shown. @param {any[]} turns */
  #insert(turns) {
    this.#hasEarlier = turns.length >= TURNS_AT_ONCE
    const readings = turns.filter(({ id }) => !this.list.has(id)).map((json) => this.#stored(json))
    this.list.addFirst(readings)
    for (const reading of readings) if (!hasEnded(reading.turn)) void reading.run()
  }

  /** @param {any} json */
  #stored(json) {
    return new AskedTurn(this.place, storedTurn(json, this.parts.world.now()))
  }

  /** @param {Partial<Turn>} members @param {object} body */
  #begin(members, body) {
    const key = makeRequestId()
    const askedAt = new Date(this.parts.world.now()).toISOString()
    const turn = makeTurn({ key, since: this.parts.world.now(), askedAt, ...members })
    const style = this.parts.style?.() === "plain" ? { style: "plain" } : {}
    const reading = new AskedTurn(this.place, turn, { ...body, ...style, requestId: key })
    reading.conversation = this.conversation.id
    this.list.addLast(reading)
    // Whatever becomes of it is a state of the turn.
    void reading.run()
    return key
  }

  /** @param {AskedTurn} reading */
  async #startOf(reading) {
    if (!this.isKept) return { simple: reading.body }
    const isShown = this.list.shows(reading)
    reading.conversation ??= isShown ? await this.conversation.begin() : (await this.parts.api.create()).id
    return { conversation: reading.conversation, body: reading.body }
  }

  /** @param {AskedTurn} reading */
  #named(reading) {
    this.list.named(reading)
    if (!this.list.shows(reading)) return
    this.#attachExpected()
    this.conversation.questionSent()
  }

  /** @param {AskedTurn} reading */
  #ended(reading) {
    if (!this.list.shows(reading)) return
    this.#attachExpected()
    this.conversation.answerEnded()
  }

  #attachExpected() {
    const ids = [...this.#expected]
    this.#expected.clear()
    for (const id of ids) void this.attach(id)
  }

  /** @param {string} id @returns {Promise<any>} */
  async #turnIfAny(id) {
    try {
      return await this.parts.api.turn(id)
    } catch (error) {
      if (error instanceof ProblemError) return null
      throw error
    }
  }

  #changed() {
    this.#snapshot = null
    this.notice.raise()
  }
}

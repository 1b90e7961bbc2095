import { EventStream } from "../markdown/event-stream.js"
import { EventDecoder } from "./event-decoder.js"
import { TurnProgress } from "./turn-progress.js"
import { wireMessage } from "./wire-message.js"

/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { StreamEvent } from "../markdown/event-stream.js" */
/** @import { Rung } from "./ladder.js" */
/** @import { TurnProblem } from "./outcome.js" */
/** @import { TurnEvent } from "./turn-progress.js" */
/** @import { TurnStart } from "./turn-request.js" */
/** @import { World } from "./world.js" */

/** @typedef {"connecting" | "open" | "stalled" | "resuming" | "polling" | "offline"} ReadingState */
/** @typedef {{ kind: "ended" | "cut", why: string } | { kind: "problem", why: string, problem: TurnProblem, status: number }} AttemptEnding */
/** @typedef {{ at: number, kind: string, [detail: string]: unknown }} TurnTrace */

/**
 * @typedef {object} TurnOptions
 * @property {string} [base] origin of the server; "" for one's own
 * @property {TurnStart} start
 * @property {(wish?: { refresh?: boolean }) => Promise<string | null>} [authorization] a bearer credential, or null where cookies do
 * @property {Core | null | (() => Core | null)} [core] decodes, or gives what does; without it `EventDecoder` does
 * @property {World} [world]
 * @property {Rung | null} [rung] forces one
 * @property {AbortSignal} [signal]
 * @property {(turn: string) => void} [onTurn] once, as soon as the id of the turn that was begun is known
 * @property {(event: TurnEvent) => void} [onEvent] each once, in order
 * @property {(state: ReadingState) => void} [onState] each change
 * @property {(trace: TurnTrace) => void} [onTrace]
 * @property {() => boolean} [wantsFrames] whether traces shall have the text of every read
 */

/** The reading of one turn: what all its attempts share. */
export class ChannelReading {
  /** @type {ReadingState | null} */
  #state = null

  /** @param {TurnOptions} options @param {World} world */
  constructor(options, world) {
    const { start } = options
    this.options = options
    this.world = world
    this.base = options.base ?? ""
    this.start = start
    /** The one it is read on at present. @type {Rung} */
    this.rung = "stream"
    this.signal = options.signal ?? new AbortController().signal
    const onNamed = (/** @type {string} */ turn) => this.#tell(options.onTurn, turn)
    this.progress = "turn" in start ? new TurnProgress(start.turn, start.after) : new TurnProgress(null, 0, onNamed)
  }

  /** @param {string} kind @param {Record<string, unknown>} [details] */
  trace(kind, details = {}) {
    this.#tell(this.options.onTrace, { at: this.world.now(), kind, ...details })
  }

  /** @param {ReadingState} state */
  enter(state) {
    if (state === this.#state) return
    this.#state = state
    this.#tell(this.options.onState, state)
  }

  /** A decoder for one connection. @returns {{ feed(bytes: Uint8Array): StreamEvent[], free(): void }} */
  makeDecoder() {
    const { core } = this.options
    const started = typeof core === "function" ? core() : core
    return started ? new EventStream(started) : new EventDecoder()
  }

  /** Passes an event on unless it was seen. @param {StreamEvent} event @returns {AttemptEnding | null} */
  deliver(event) {
    if (event.type === "ping") return this.#heartbeat()
    const message = wireMessage(event)
    if (message === null) return { kind: "cut", why: "malformed" }
    if (message.type === "turn.failed" && this.progress.isForeign(event.id)) {
      const { problem } = message.data
      return { kind: "problem", why: problem.code, problem, status: problem.retryAfter === null ? 400 : 503 }
    }
    return this.deliverMessage(message.type, message.data, event.id, event.data.length)
  }

  /** The same for an event that was read already. @param {string} type @param {any} data @param {string} id @param {number} length @returns {AttemptEnding | null} */
  deliverMessage(type, data, id, length) {
    const event = this.progress.take(type, data, id)
    if (event === null) return null
    const isAside = type === "status" || type.startsWith("trace.")
    this.trace("event", { type, sequence: event.sequence, length, ...(isAside ? { detail: data } : {}) })
    this.#tell(this.options.onEvent, event)
    return event.isLast ? { kind: "ended", why: type } : null
  }

  #heartbeat() {
    this.trace("heartbeat")
    return null
  }

  /** @template T @param {((value: T) => void) | undefined} listener @param {T} value */
  #tell(listener, value) {
    try {
      listener?.(value)
    } catch (error) {
      // A listener's mistake is reported as any other of the page, and costs the reader no word.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

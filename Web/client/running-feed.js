import { EventDecoder } from "../transport/event-decoder.js"
import { pause } from "../transport/pause.js"
import { retryDelay } from "../transport/retry-delays.js"
import { ProblemError } from "./problem-error.js"

/** @import { World } from "../transport/world.js" */
/** @typedef {{ turn: string, conversation: string }} RunningTurn */

/** The server shows a sign of life every ten seconds. */
const LONGEST_SILENCE = 30_000
const WAIT_AFTER_REFUSAL = 60_000
/** What ends sooner was no connection, though it opened: it counts as a failure. */
const SHORTEST_LIFE = 5_000
/** Whoever is refused with these is refused until they are somebody else. */
const FINAL_STATUSES = new Set([401, 403, 404])

/**
 * Which of one's turns run, from `/api/feed`, for as long as it is wanted. While the page is hidden it is not connected: a
 * browser has six connections for all its tabs where HTTP/1.1 is spoken.
 */
export class RunningFeed {
  /**
   * @param {(signal: AbortSignal) => Promise<Response>} connect
   * @param {(running: RunningTurn[]) => void} onRunning
   * @param {World} world
   */
  constructor(connect, onRunning, world) {
    this.connect = connect
    this.onRunning = onRunning
    this.world = world
  }

  /** Done when it is refused for good. @param {AbortSignal} signal ends it too */
  async follow(signal) {
    let failures = 0
    while (!signal.aborted) {
      if (!this.world.visible()) await this.#untilVisible(signal)
      if (signal.aborted) return
      const begun = this.world.now()
      const outcome = await this.#readOnce(signal)
      if (outcome === "refused") return
      if (outcome === "hidden") continue
      failures = this.world.now() - begun < SHORTEST_LIFE ? failures + 1 : 1
      const wait = outcome === "busy" ? WAIT_AFTER_REFUSAL : retryDelay(failures, this.world.random)
      await pause(this.world, wait, signal, { untilNews: outcome !== "busy" })
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<"ended" | "busy" | "refused" | "hidden">} */
  async #readOnce(signal) {
    const controller = new AbortController()
    const abort = () => controller.abort()
    signal.addEventListener("abort", abort)
    /** @type {any} */
    let watch = this.world.setTimeout(abort, LONGEST_SILENCE)
    try {
      const reader = (await this.connect(controller.signal)).body?.getReader()
      const decoder = new EventDecoder()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
        this.world.clearTimeout(watch)
        watch = this.world.setTimeout(abort, LONGEST_SILENCE)
        for (const { type, data } of decoder.feed(piece.value)) {
          if (type === "turns") this.onRunning(JSON.parse(data).running)
        }
        if (!this.world.visible()) return "hidden"
      }
      return "ended"
    } catch (error) {
      const status = error instanceof ProblemError ? error.status : 0
      if (FINAL_STATUSES.has(status)) return "refused"
      return status >= 400 && status < 500 ? "busy" : "ended"
    } finally {
      this.world.clearTimeout(watch)
      signal.removeEventListener("abort", abort)
      abort()
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<void>} */
  #untilVisible(signal) {
    return new Promise((resolve) => {
      const done = () => {
        stop()
        signal.removeEventListener("abort", done)
        resolve()
      }
      const stop = this.world.onVisible(done)
      signal.addEventListener("abort", done)
    })
  }
}

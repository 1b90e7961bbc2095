import { EventDecoder } from "../transport/event-decoder.js"
import { pause } from "../transport/pause.js"
import { retryDelay } from "../transport/retry-delays.js"
import { ProblemError } from "./problem-error.js"

/** @import { World } from "../transport/world.js" */
/** @typedef {{ turn: string, conversation: string }} RunningTurn */

/** The server shows a sign of life every ten seconds. */
const LONGEST_SILENCE = 30_000
const WAIT_AFTER_REFUSAL = 60_000

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

  /** @param {AbortSignal} signal ends it */
  async follow(signal) {
    let failures = 0
    while (!signal.aborted) {
      if (!this.world.visible()) await this.#untilVisible(signal)
      if (signal.aborted) return
      const outcome = await this.#readOnce(signal)
      failures = outcome === "read" ? 0 : failures + 1
      const wait = outcome === "refused" ? WAIT_AFTER_REFUSAL : retryDelay(failures, this.world.random)
      if (outcome !== "hidden" && wait > 0) await pause(this.world, wait, signal, { untilNews: outcome === "failed" })
    }
  }

  /** @param {AbortSignal} signal @returns {Promise<"read" | "failed" | "refused" | "hidden">} */
  async #readOnce(signal) {
    const controller = new AbortController()
    const abort = () => controller.abort()
    signal.addEventListener("abort", abort)
    /** @type {any} */
    let watch = this.world.setTimeout(abort, LONGEST_SILENCE)
    let hasRead = false
    try {
      const reader = (await this.connect(controller.signal)).body?.getReader()
      const decoder = new EventDecoder()
      for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
        this.world.clearTimeout(watch)
        watch = this.world.setTimeout(abort, LONGEST_SILENCE)
        hasRead = true
        for (const { type, data } of decoder.feed(piece.value)) {
          if (type === "turns") this.onRunning(JSON.parse(data).running)
        }
        if (!this.world.visible()) return "hidden"
      }
      return hasRead ? "read" : "failed"
    } catch (error) {
      if (error instanceof ProblemError && error.status > 0 && error.status < 500) return "refused"
      return hasRead ? "read" : "failed"
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

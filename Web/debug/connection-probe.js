import { checkRun } from "./check-run.js"
import { proxyVerdict } from "./proxy-verdict.js"

/** @import { CheckRun, Pattern, Verdict } from "./proxy-verdict.js" */
/** @import { HandOver } from "./hand-over.js" */

/** @typedef {{ verdict: Verdict, runs: CheckRun[] }} CheckResult */

/** How long each takes when nothing is in its way, in milliseconds; only for the progress that is shown. */
const LENGTHS = /** @type {Record<Pattern, number>} */ ({ steady: 5_000, padded: 5_000, idle: 110_000, long: 120_000 })

export const SHORT = /** @type {Pattern[]} */ (["steady", "padded"])
export const LONG = /** @type {Pattern[]} */ (["idle", "long"])

/**
 * The check of a connection: some synthetic streams at the same time, and what they say together with those before them.
 * A pattern that is checked again replaces its older run.
 */
export class ConnectionProbe {
  /** @type {CheckRun[]} */
  #runs = []

  /** @param {Pick<HandOver, "world" | "base" | "authorization">} handOver */
  constructor(handOver) {
    this.handOver = handOver
  }

  /** @returns {CheckResult | null} */
  get result() {
    return this.#runs.length > 0 ? { verdict: proxyVerdict(this.#runs), runs: this.#runs } : null
  }

  /**
   * @param {Pattern[]} patterns @param {AbortSignal} signal @param {() => void} onProgress
   * @returns {Promise<CheckResult | null>}
   */
  async check(patterns, signal, onProgress = () => {}) {
    const { world, base = "", authorization } = this.handOver
    const runs = await Promise.all(
      patterns.map((pattern) => checkRun({ world, base, authorization, pattern, signal, onTick: onProgress })),
    )
    this.#runs = [...this.#runs.filter((run) => !patterns.includes(run.pattern)), ...runs]
    return this.result
  }

  /** How far along these are after so many milliseconds, from 0 to below 1: it is whole only when the check has ended. @param {Pattern[]} patterns @param {number} elapsed */
  static progress(patterns, elapsed) {
    return Math.min(0.97, elapsed / Math.max(...patterns.map((pattern) => LENGTHS[pattern])))
  }
}

import { retryDelay } from "./retry-delays.js"

/** @import { TurnProblem } from "./outcome.js" */

const failuresBorne = 20
const refusalsBorne = 6
const refusalWindow = 120_000
const errorsBorne = 4

/** How often and how long one goes on trying without getting any further. */
export class RetryBudget {
  #failures = 0
  #refusals = 0
  #errors = 0
  #refusedSince = 0

  /** @param {() => number} random */
  constructor(random) {
    this.random = random
  }

  /** Something was read. */
  reset() {
    this.#failures = this.#refusals = this.#errors = 0
  }

  /** The connection failed. @returns {number | null} milliseconds to wait; null: enough */
  afterFailure() {
    if (this.#failures >= failuresBorne) return null
    const delay = retryDelay(this.#failures, this.random)
    this.#failures += 1
    return delay
  }

  /** The server refused. @param {TurnProblem} problem @param {number} status @param {number} now @returns {number | null} as above */
  afterRefusal(problem, status, now) {
    if ((status === 429 || status === 503) && problem.retryAfter !== null) {
      if (this.#refusals === 0) this.#refusedSince = now
      const delay = Math.round(problem.retryAfter * 1_000 + this.random() * 500)
      if (this.#refusals >= refusalsBorne || now + delay - this.#refusedSince > refusalWindow) return null
      this.#refusals += 1
      return delay
    }
    return status < 500 ? null : this.afterError()
  }

  /** What answered made no sense. @returns {number | null} as above */
  afterError() {
    if (this.#errors >= errorsBorne) return null
    this.#errors += 1
    return retryDelay(this.#errors, this.random)
  }
}

import { pause } from "../transport/pause.js"
import { retryDelay } from "../transport/retry-delays.js"
import { ProblemError } from "./problem-error.js"

/** @import { World } from "../transport/world.js" */
/** @import { Problem } from "./answer-state.js" */

/**
 * Loads, and while only the network or a busy server is in the way, loads again: ever less often, at once when the network
 * is back or the page is looked at again, until `signal` aborts. Never rejects with a `ProblemError`.
 * @template Found
 * @param {() => Promise<Found>} load
 * @param {{ world: World, signal: AbortSignal, onProblem: (problem: Problem) => void }} options `onProblem` is told each time why it could not be had
 * @returns {Promise<{ found: Found } | null>} null when it cannot be had, or is not wanted any more
 */
export async function loadPatiently(load, { world, signal, onProblem }) {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      const found = await load()
      return signal.aborted ? null : { found }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (signal.aborted) return null
      const { problem } = error
      onProblem(problem)
      if (!problem.retryable) return null
      const wait = Math.max(retryDelay(failures, world.random), 1000 * (problem.retryAfter ?? 0))
      await pause(world, wait, signal, { untilNews: problem.retryAfter === null })
    }
  }
  return null
}

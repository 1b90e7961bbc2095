import { readProblem } from "./answer-state.js"

/** @import { Problem } from "./answer-state.js" */

/** A call that did not do what it should. `problem` says why, and what to do now. */
export class ProblemError extends Error {
  /** @param {Partial<Problem> & { code: string }} problem @param {{ status?: number, cause?: unknown }} [reason] */
  constructor(problem, { status = 0, cause } = {}) {
    super(problem.title || problem.code, { cause })
    this.name = "ProblemError"
    /** The status of the response; 0 when there was none. */
    this.status = status
    /** @type {Problem} */
    this.problem = readProblem(problem)
  }

  /** The problem that any error is: of a network that is not there, unless it says something else. @param {unknown} error @returns {Problem} */
  static problemOf(error) {
    if (error instanceof ProblemError) return error.problem
    return readProblem({ code: error instanceof TypeError ? "offline" : "internal", retryable: true })
  }
}

/**
 * A problem as the server words it; one that is found here has the code `offline` or `unexpected-answer` and no words.
 * @typedef {{ code: string, title: string, detail: string, retryable: boolean, retryAfter: number | null, [member: string]: unknown }} TurnProblem
 */

/**
 * How an attempt at reading ended. `ms` is how long it lasted.
 *
 * `ended`: with the last event · `aborted`: by whoever reads · `cut`: in the middle, or before the first byte (`isEmpty`) · `mute`: opened, and no byte came ·
 * `stall`: bytes stopped · `slept`: bytes stopped while the page was hidden or the machine asleep ·
 * `headless`: no answer in time · `unreachable`: no connection, or a proxy's 5xx · `foreign`: an answer that is not Kaya's ·
 * `unavailable`: this browser cannot · `problem`: Kaya refused
 * @typedef {{ kind: "ended" | "aborted" | "cut" | "mute" | "stall" | "slept" | "headless" | "unreachable" | "foreign" | "unavailable", ms: number, why: string, isEmpty?: boolean }
 *   | { kind: "problem", ms: number, why: string, problem: TurnProblem, status: number }} Outcome
 */

/** A problem that was found here, not by the server. @param {"offline" | "unexpected-answer"} code @returns {TurnProblem} */
export function ownProblem(code) {
  return { code, title: "", detail: "", retryable: true, retryAfter: null }
}

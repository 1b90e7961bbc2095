import { hasEnded } from "./answer-state.js"

/** @import { Turn } from "./answer-state.js" */

const HISTORY_TURNS = 10
const HISTORY_CHARACTERS = 50_000

/**
 * What a server that keeps nothing must be told of what was said before: the latest turns that have an answer, at most ten and
 * 50,000 characters.
 * @param {readonly Turn[]} turns @returns {{ history?: { role: "user" | "assistant", text: string }[] }}
 */
export function saidBefore(turns) {
  /** @type {{ role: "user" | "assistant", text: string }[]} */
  const history = []
  const answered = turns.filter((turn) => hasEnded(turn) && turn.text !== "")
  let room = HISTORY_CHARACTERS
  for (const { question, text } of answered.slice(-HISTORY_TURNS).reverse()) {
    room -= question.length + text.length
    if (room < 0) break
    history.unshift({ role: "user", text: question }, { role: "assistant", text })
  }
  return history.length > 0 ? { history } : {}
}

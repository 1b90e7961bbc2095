import { pageElement } from "./page-element.js"
import { TurnActions } from "./turn-actions.js"
import { TurnQuestion } from "./turn-question.js"
import { TurnStatus } from "./turn-status.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Words } from "../words/words.js" */
/** @import { ChatAnswerElement } from "./chat-answer.js" */
/** @import { ChatSourcesElement } from "./chat-sources.js" */
/** @import { PageWorld } from "./page-world.js" */
/** @import { ChosenAction } from "./turn-actions.js" */
/**
 * @typedef {object} TurnSurroundings
 * @property {Words} words
 * @property {PageWorld} world
 * @property {Core | null} core
 * @property {(number: number) => string | null} sourceTitle
 * @property {(question: string) => void} onEdit
 * @property {(action: ChosenAction) => void} onChosen
 * @property {() => void} onTick
 */
/** @typedef {ReturnType<typeof makeTurnParts>} TurnParts */

/** What a turn is made of, in the order in which it is read. @param {Turn} turn @param {TurnSurroundings} surroundings */
export function makeTurnParts(turn, { words, world, core, sourceTitle, onEdit, onChosen, onTick }) {
  const question = new TurnQuestion(words, turn, onEdit)
  const sources = /** @type {ChatSourcesElement} */ (document.createElement("chat-sources"))
  const answer = /** @type {ChatAnswerElement} */ (document.createElement("chat-answer"))
  Object.assign(sources, { words, turn: turn.key })
  Object.assign(answer, { words, core, sourceTitle, turn: turn.key })
  const notices = pageElement("div", { class: "turn-notices" })
  const status = new TurnStatus(words, world, onTick)
  const actions = new TurnActions(words, world, onChosen)
  const element = pageElement(
    "article",
    { "aria-labelledby": question.heading.id },
    question.element,
    pageElement(
      "div",
      { class: "turn-answer", role: "group", "aria-label": words.text("turn.answer") },
      sources,
      notices,
      answer,
      status.element,
      actions.element,
    ),
  )
  return { element, sources, notices, answer, status, actions }
}

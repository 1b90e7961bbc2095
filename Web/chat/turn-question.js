import { markLanguage } from "../words/text-language.js"
import { answerIcon } from "./answer-icon.js"
import { pageElement } from "./page-element.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

/** A question of one line up to this long is the turn's heading itself; of others the heading is the beginning. */
const HEADING_LENGTH = 160
/** Longer ones are shown in part at first. */
const FOLDED_LENGTH = 900
const FOLDED_LINES = 14

/** The words of a question: white space kept, the heading of its turn. */
export class TurnQuestion {
  /** @param {Words} words @param {Turn} turn @param {(question: string) => void} onEdit */
  constructor(words, turn, onEdit) {
    this.words = words
    this.heading = pageElement("h2", { id: `turn-${turn.key}` })
    this.body = pageElement("div", { class: "question-words" })
    const label = words.text("turn.edit")
    const edit = pageElement(
      "button",
      {
        type: "button",
        class: "icon-button question-edit",
        "aria-label": label,
        title: label,
        click: () => onEdit(turn.question),
      },
      answerIcon("pencil"),
    )
    this.element = pageElement("header", { class: "turn-question" }, this.body, turn.continues ? null : edit)
    this.#show(turn)
  }

  /** @param {Turn} turn */
  #show({ question, repeats, continues }) {
    const { words } = this
    const relation = continues ? words.text("turn.continues") : repeats ? words.text("turn.repeats") : ""
    if (relation) this.body.append(pageElement("p", { class: "question-relation" }, relation))
    this.heading.append(pageElement("span", { class: "for-ears" }, `${words.text("turn.question")} `))
    if (question.length <= HEADING_LENGTH && !question.includes("\n")) {
      this.heading.className = "question-text"
      const text = pageElement("span", { dir: "auto" }, question)
      markLanguage(text, question)
      this.heading.append(text)
      this.body.append(this.heading)
    } else {
      this.heading.className = "for-ears"
      const beginning = pageElement("span", {}, `${question.trim().slice(0, 80)} …`)
      markLanguage(beginning, question)
      this.heading.append(beginning)
      this.body.append(this.heading, this.#longText(question))
    }
  }

  /** @param {string} question */
  #longText(question) {
    const text = pageElement("p", { class: "question-text", dir: "auto" }, question)
    markLanguage(text, question)
    if (question.length <= FOLDED_LENGTH && question.split("\n").length <= FOLDED_LINES) return text
    const box = pageElement("div", {}, text)
    const turnOver = () => {
      const isFolded = text.classList.toggle("folded")
      button.textContent = this.words.text(isFolded ? "turn.more" : "turn.less")
      button.setAttribute("aria-expanded", String(!isFolded))
    }
    const button = pageElement("button", { type: "button", class: "button plain question-more", click: turnOver })
    turnOver()
    box.append(button)
    return box
  }
}

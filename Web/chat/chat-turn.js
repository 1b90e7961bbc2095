import { hasEnded } from "../client/answer-state.js"
import { copyToClipboard } from "./copy-to-clipboard.js"
import { feedbackForm } from "./feedback-form.js"
import { pageElement, sayOnPage } from "./page-element.js"
import { makeTurnParts } from "./turn-parts.js"

/** @import { Feedback, Turn } from "../client/answer-state.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Words } from "../words/words.js" */
/** @import { PageWorld } from "./page-world.js" */
/** @import { ChosenAction } from "./turn-actions.js" */
/** @import { TurnParts } from "./turn-parts.js" */

/** A question and its answer: the question, the sources, the text, where it is or how it ended, and what can be done. */
export class ChatTurnElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "chat-turn", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  world = /** @type {PageWorld} */ (/** @type {unknown} */ (null))

  #turn = /** @type {Turn} */ (/** @type {unknown} */ (null))
  /** What of it is shown. @type {Turn | null} */
  #shown = null
  /** @type {TurnParts | null} */
  #parts = null
  /** @type {HTMLFormElement | null} */
  #form = null
  /** @type {Core | null} */
  #core = null

  /** @param {Core | null} core */
  set core(core) {
    this.#core = core
    if (this.#parts) this.#parts.answer.core = core
  }

  get core() {
    return this.#core
  }

  /** @param {Turn} turn */
  set turn(turn) {
    this.#turn = turn
    if (this.isConnected) this.#show()
  }

  get turn() {
    return this.#turn
  }

  /** Whether a reader is in the middle of something here. */
  get isInUse() {
    return this.#form !== null
  }

  connectedCallback() {
    if (this.#turn) this.#show()
  }

  disconnectedCallback() {
    this.#parts?.status.end()
  }

  #show() {
    const turn = this.#turn
    const old = this.#shown
    if (turn === old && this.#parts) return this.#parts.status.update(turn)
    this.#parts ??= this.#build(turn)
    const { answer, sources, status, notices, actions } = this.#parts
    this.dataset.state = turn.state
    this.dataset.turn = turn.id ?? ""
    this.dataset.rung = turn.rung ?? ""
    if (turn.sources !== old?.sources) {
      sources.sources = turn.sources
      answer.sourcesChanged()
    }
    if (turn.notices !== old?.notices) {
      notices.replaceChildren(...turn.notices.map(({ text }) => pageElement("p", { dir: "auto" }, text)))
    }
    this.#write(turn, old)
    status.update(turn)
    actions.update(turn)
    this.#shown = turn
  }

  /** @param {Turn} turn */
  #build(turn) {
    const { words, world, core } = this
    const parts = makeTurnParts(turn, {
      words,
      world,
      core,
      sourceTitle: (number) => this.#turn.sources.find((source) => source.number === number)?.title ?? null,
      onEdit: (question) => sayOnPage(this, "chat-edited", { question }),
      onChosen: (action) => this.#act(action),
      onTick: () => this.#parts?.actions.wait(this.#turn),
    })
    this.replaceChildren(parts.element)
    return parts
  }

  /** Brings the text to what it is, by no more than what is new. @param {Turn} turn @param {Turn | null} old */
  #write(turn, old) {
    const { answer } = /** @type {TurnParts} */ (this.#parts)
    const goesOn = turn.generation === (old?.generation ?? turn.generation) && turn.text.length >= answer.text.length
    if (!goesOn) answer.reset()
    answer.append(turn.text.slice(answer.text.length))
    if (hasEnded(turn) && !(old && hasEnded(old) && goesOn)) answer.finish()
    answer.hidden = turn.text === ""
  }

  /** @param {ChosenAction} action */
  #act(action) {
    const turn = this.#turn.key
    switch (action) {
      case "continue":
        return sayOnPage(this, "chat-continued", { turn })
      case "send":
        return sayOnPage(this, "chat-retried", { turn })
      case "ask":
      case "again":
        return sayOnPage(this, "chat-repeated", { turn })
      case "copy":
      case "markdown":
        return void this.#copy(action)
      default:
        return this.#rate(action)
    }
  }

  /** @param {"copy" | "markdown"} action */
  async #copy(action) {
    const answer = this.#parts?.answer
    if (!answer) return
    const isFormatted = action === "copy" && !answer.isAsWritten
    const isCopied = isFormatted
      ? await copyToClipboard(...answer.forClipboard())
      : await copyToClipboard(this.#turn.text)
    this.#parts?.actions.showCopied(action, isCopied)
    if (isCopied) sayOnPage(this, "chat-copied", { turn: this.#turn.key })
  }

  /** @param {"up" | "down"} rating */
  #rate(rating) {
    const isTakenBack = this.#turn.feedback?.rating === rating
    const feedback = isTakenBack ? null : /** @type {Feedback} */ ({ rating })
    this.#closeForm()
    sayOnPage(this, "chat-rated", { turn: this.#turn.key, feedback })
    if (feedback) this.#openForm(feedback)
  }

  /** @param {Feedback} feedback */
  #openForm(feedback) {
    const leave = () => {
      this.#closeForm()
      this.#parts?.actions.button(feedback.rating).focus()
    }
    const onGiven = (/** @type {Feedback} */ given) => {
      sayOnPage(this, "chat-rated", { turn: this.#turn.key, feedback: given })
      leave()
      this.#parts?.actions.thank()
    }
    this.#form = feedbackForm({ words: this.words, feedback, onGiven, onLeft: leave })
    this.#parts?.actions.element.after(this.#form)
    this.#form.scrollIntoView({ block: "nearest" })
  }

  #closeForm() {
    this.#form?.remove()
    this.#form = null
  }
}

import { pageElement } from "../chat/page-element.js"
import { secondsToWait } from "../chat/turn-state.js"
import { dayText } from "../chat/turn-times.js"
import { TurnStatus } from "../chat/turn-status.js"
import { markLanguage } from "../words/text-language.js"
import { hasEnded } from "./answer-state.js"
import { EmbeddedAnswer } from "./embedded-answer.js"

/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { World } from "../transport/world.js" */
/** @import { Words } from "../words/words.js" */
/** @import { Source, Turn } from "./answer-state.js" */
/** @typedef {{ again: (key: string) => void, discard: (key: string) => void }} EmbeddedActions */

const FOLLOWED = new Set(["http:", "https:"])

/** A question and its answer in `<kaya-chat>`. */
export class EmbeddedTurn {
  /** @type {Turn | null} */
  #turn = null

  /** @param {{ words: Words, world: World, core: Core | null, actions: EmbeddedActions }} parts */
  constructor({ words, world, core, actions }) {
    this.words = words
    this.world = world
    this.actions = actions
    this.status = new TurnStatus(words, world, () => this.#showActions())
    this.sources = pageElement("details", { class: "sources", hidden: true })
    this.text = pageElement("div", { class: "answer-text" })
    this.answer = new EmbeddedAnswer(this.text, core, {
      table: words.text("answer.table"),
      code: words.text("answer.code"),
    })
    this.notices = pageElement("div", { class: "notices" })
    this.again = pageElement("button", { type: "button", hidden: true, click: () => this.actions.again(this.#key) })
    this.discard = pageElement(
      "button",
      { type: "button", hidden: true, click: () => this.actions.discard(this.#key) },
      words.text("embedded.discard"),
    )
    this.question = pageElement("p", { class: "question-text", dir: "auto" })
    const heard = (/** @type {string} */ key) => pageElement("h3", { class: "for-ears" }, words.text(key))
    const answer = [heard("embedded.answer"), this.sources, this.text, this.notices, this.status.element]
    this.element = pageElement(
      "li",
      { class: "turn", part: "turn" },
      pageElement("div", { class: "question", part: "question" }, heard("embedded.you"), this.question),
      pageElement(
        "div",
        { class: "answer", part: "answer" },
        ...answer,
        pageElement("p", { class: "actions" }, this.again, this.discard),
      ),
    )
  }

  /** @param {Turn} turn */
  update(turn) {
    const before = this.#turn
    if (turn === before) return
    this.#turn = turn
    this.element.dataset.state = turn.state
    if (turn.question !== before?.question) {
      this.question.textContent = turn.question
      markLanguage(this.question, turn.question)
    }
    this.text.setAttribute("aria-busy", String(!hasEnded(turn)))
    this.answer.show(turn.text, turn.generation, hasEnded(turn))
    if (turn.sources !== before?.sources) this.#showSources(turn.sources)
    if (turn.notices !== before?.notices) {
      this.notices.replaceChildren(
        ...turn.notices.map(({ text }) => pageElement("p", { class: "notice", dir: "auto" }, text)),
      )
    }
    this.status.update(turn)
    this.#showActions()
  }

  end() {
    this.status.end()
    this.answer.end()
  }

  get #key() {
    return this.#turn?.key ?? ""
  }

  #showActions() {
    const turn = this.#turn
    if (!turn) return
    const isUnsent = turn.id === null && (turn.state === "failed" || turn.state === "stopped")
    this.again.hidden = !hasEnded(turn) || turn.state === "done"
    this.again.textContent = this.words.text(isUnsent ? "embedded.send-again" : "embedded.again")
    // A button that is disabled loses the focus; one that is told to wait keeps it.
    this.again.setAttribute("aria-disabled", String(secondsToWait(turn, this.world.now()) > 0))
    this.discard.hidden = !isUnsent
  }

  /** @param {readonly Source[]} sources */
  #showSources(sources) {
    this.sources.hidden = sources.length === 0
    const name = `${this.words.text("embedded.sources")} (${sources.length})`
    this.sources.replaceChildren(
      pageElement("summary", {}, name),
      pageElement("ol", { role: "list" }, ...sources.map((source) => this.#source(source))),
    )
  }

  /** @param {Source} source */
  #source({ number, title, heading, url, validFrom }) {
    const { words } = this
    const more = [
      heading && heading !== title ? heading : "",
      validFrom ? words.text("sources.valid-from", { date: dayText(validFrom, words.language) }) : "",
    ].filter((text) => text !== "").join(" · ")
    const href = followed(url)
    const name = pageElement("bdi", {}, title)
    const hint = pageElement("span", { class: "for-ears" }, ` (${words.text("embedded.new-window")})`)
    const link = href ? pageElement("a", { href, target: "_blank", rel: "noopener noreferrer" }, name, hint) : name
    return pageElement("li", { value: number }, link, more ? pageElement("span", { class: "more" }, ` ${more}`) : null)
  }
}

/** An address that a source may lead to; null for every other. @param {string} [url] */
function followed(url) {
  try {
    return url && FOLLOWED.has(new URL(url).protocol) ? url : null
  } catch {
    return null
  }
}

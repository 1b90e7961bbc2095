import { pageElement } from "./page-element.js"
import { turnStateLine } from "./turn-state.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */

/** The line that says where an answer is, and counts the seconds while it waits. */
export class TurnStatus {
  /** @type {Turn | null} */
  #turn = null
  /** @type {any} */
  #timer = null

  /** @param {Words} words @param {{ now: () => number, online?: () => boolean, setTimeout: (act: () => void, ms: number) => any, clearTimeout: (timer: any) => void }} world @param {() => void} [onTick] */
  constructor(words, world, onTick = () => {}) {
    this.words = words
    this.world = world
    this.onTick = onTick
    this.text = pageElement("span", { class: "state-text" })
    this.more = pageElement("span", { class: "state-more" })
    this.element = pageElement(
      "p",
      { class: "turn-state" },
      pageElement("span", { class: "state-sign", "aria-hidden": "true" }),
      pageElement("span", {}, this.text, " ", this.more),
    )
  }

  /** @param {Turn} turn */
  update(turn) {
    this.#turn = turn
    this.#show()
  }

  /** Counts no longer. */
  end() {
    this.world.clearTimeout(this.#timer)
    this.#timer = null
  }

  #show() {
    if (!this.#turn) return
    const line = turnStateLine(this.#turn, this.world.now(), this.words, this.world.online?.())
    this.element.hidden = line === null
    if (line) {
      if (this.element.dataset.tone !== line.tone) this.element.dataset.tone = line.tone
      write(this.text, line.text)
      write(this.more, line.more.join(" "))
    }
    if (!line?.isCounting) this.end()
    else this.#timer ??= this.world.setTimeout(() => this.#tick(), 1000)
  }

  #tick() {
    this.#timer = null
    this.#show()
    this.onTick()
  }
}

/** @param {Element} element @param {string} text */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}

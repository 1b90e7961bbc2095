import { pageElement } from "../chat/page-element.js"

/** @import { Words } from "../words/words.js" */

const QUESTION_CHARACTERS = 4000

let embeddedComposerCount = 0

/** Where a question is written, sent and stopped: Enter sends, Shift and Enter begins a line, Escape stops. */
export class EmbeddedComposer {
  #isRunning = false

  /** @param {Words} words @param {{ ask: (q: string) => void, stop: () => void }} actions */
  constructor(words, { ask, stop }) {
    this.words = words
    this.ask = ask
    this.stop = stop
    const id = `kaya-question-${(embeddedComposerCount += 1)}`
    this.field = pageElement("textarea", {
      id,
      rows: 2,
      enterkeyhint: "send",
      "aria-describedby": `${id}-fault`,
      input: () => this.#inputChanged(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
    })
    this.fault = pageElement("p", { id: `${id}-fault`, class: "fault", role: "alert" })
    this.button = pageElement("button", { type: "submit", class: "main", part: "button" }, words.text("embedded.send"))
    this.element = pageElement(
      "form",
      { part: "composer", submit: (/** @type {Event} */ event) => this.#submitted(event) },
      pageElement("label", { for: id }, words.text("embedded.ask")),
      pageElement("div", { class: "row" }, this.field, this.button),
      this.fault,
    )
  }

  /** @param {boolean} isRunning */
  set isRunning(isRunning) {
    if (isRunning === this.#isRunning) return
    this.#isRunning = isRunning
    this.button.textContent = this.words.text(isRunning ? "embedded.stop" : "embedded.send")
  }

  /** A question comes back to be written anew. @param {string} q */
  write(q) {
    if (this.field.value.trim() === "") this.field.value = q
    this.#inputChanged()
    this.field.focus()
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault()
    if (this.#isRunning) return this.stop()
    this.#send()
  }

  #send() {
    const q = this.field.value.trim()
    if (this.#isRunning || q === "" || this.#surplus > 0) return
    this.field.value = ""
    this.field.focus()
    this.ask(q)
  }

  get #surplus() {
    return [...this.field.value.trim()].length - QUESTION_CHARACTERS
  }

  #inputChanged() {
    const surplus = this.#surplus
    this.field.toggleAttribute("aria-invalid", surplus > 0)
    this.fault.textContent = surplus > 0 ? this.words.text("embedded.too-long", { count: surplus }) : ""
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (event.key === "Escape" && this.#isRunning) return this.stop()
    // Enter that ends a composed character is no wish to send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
    event.preventDefault()
    this.#send()
  }
}

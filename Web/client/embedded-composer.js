import { characterCount } from "../chat/character-count.js"
import { isComposedKey } from "../chat/composed-key.js"
import { asksWith } from "../chat/composer-keys.js"
import { isDoubleClick } from "../chat/double-click.js"
import { pageElement } from "../chat/page-element.js"

/** @import { World } from "../transport/world.js" */
/** @import { Words } from "../words/words.js" */

let embeddedComposerCount = 0

/** Where a question is written, sent and stopped: Enter sends, Shift and Enter begins a line, Escape stops. */
export class EmbeddedComposer {
  maximumCharacters = 4000

  #isRunning = false
  #askedAt = -Infinity

  /** @param {Words} words @param {{ world: Pick<World, "now">, ask: (q: string) => void, stop: () => void }} given */
  constructor(words, { world, ask, stop }) {
    this.words = words
    this.world = world
    this.ask = ask
    this.stop = stop
    const id = `kaya-question-${(embeddedComposerCount += 1)}`
    this.field = pageElement("textarea", {
      id,
      rows: 2,
      enterkeyhint: "send",
      "aria-describedby": `${id}-fault`,
      input: () => this.#showSurplus(),
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
    this.#showSurplus()
    this.field.focus()
  }

  /** A question that came back is sent after all. @param {string} q */
  forget(q) {
    if (this.field.value.trim() === q) this.field.value = ""
    this.#showSurplus()
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault()
    if (!this.#isRunning) this.#send()
    else if (!isDoubleClick(this.#askedAt, this.world.now())) this.stop()
  }

  #send() {
    const q = this.field.value.trim()
    if (this.#isRunning || q === "") return
    if (this.#surplus > 0) return this.#showSurplus()
    this.#askedAt = this.world.now()
    this.field.value = ""
    this.field.focus()
    this.ask(q)
  }

  get #surplus() {
    const maximum = this.maximumCharacters
    return characterCount(this.field.value, maximum, maximum) - maximum
  }

  #showSurplus() {
    const surplus = this.#surplus
    this.field.setAttribute("aria-invalid", String(surplus > 0))
    this.fault.textContent = surplus > 0 ? this.words.text("embedded.too-long", { count: surplus }) : ""
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (isComposedKey(event)) return
    if (event.key === "Escape" && this.#isRunning) return this.stop()
    if (!asksWith(event, "enter")) return
    event.preventDefault()
    this.#send()
  }
}

import { answerIcon } from "./answer-icon.js"
import { characterCount } from "./character-count.js"
import { isComposedKey } from "./composed-key.js"
import { asksWith } from "./composer-keys.js"
import { ComposerDraft } from "./composer-draft.js"
import { composerParts, fitHeight } from "./composer-parts.js"
import { isDoubleClick } from "./double-click.js"
import { pageElement, sayOnPage } from "./page-element.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { Words } from "../words/words.js" */
/** @import { World } from "../transport/world.js" */
/** @import { SendsWith } from "./composer-keys.js" */
/** @import { ComposerParts } from "./composer-parts.js" */

/** From this share of the limit on it is said how much is left. */
const COUNTED_SHARE = 0.9

/** Where questions are written. While an answer runs, its button stops it, and the next question can be written. */
export class ChatComposerElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "chat-composer", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  world = /** @type {World} */ (/** @type {unknown} */ (null))
  maximumCharacters = 4000

  #isRunning = false
  #askedAt = -Infinity
  #tooMany = 0
  /** The key of what is said. */
  #said = ""
  /** @type {SendsWith} */
  #sendsWith = "enter"
  /** @type {ComposerParts | null} */
  #parts = null
  /** @type {ComposerDraft | null} */
  #draft = null
  /** @type {string | null} */
  #conversation = null

  /** Whose draft is shown; null is a new conversation's. @param {string | null} conversation */
  set conversation(conversation) {
    this.#conversation = conversation
    this.#draft?.goTo(conversation)
  }

  get conversation() {
    return this.#conversation
  }

  /** @param {boolean} isRunning */
  set isRunning(isRunning) {
    if (isRunning === this.#isRunning) return
    this.#isRunning = isRunning
    this.#showButton()
    if (!isRunning) this.#say("")
  }

  get isRunning() {
    return this.#isRunning
  }

  /** @param {ChatSnapshot} snapshot what became of what was asked */
  set snapshot({ turns }) {
    const outcome = this.#draft?.follow(turns)
    if (outcome === "given-back" || outcome === "taken-back") this.#say(`composer.${outcome}`)
  }

  /** @param {SendsWith} sendsWith */
  set sendsWith(sendsWith) {
    this.#sendsWith = sendsWith
    this.#showKeys()
  }

  get sendsWith() {
    return this.#sendsWith
  }

  connectedCallback() {
    if (this.#parts) return this.#draft?.listen()
    const { words } = this
    const parts = this.#parts = composerParts(words)
    this.replaceChildren(parts.form)
    this.#draft = new ComposerDraft(parts.field, this.world, (other) => this.#showOther(other), () => this.#changed())
    this.#draft.goTo(this.#conversation)
    parts.field.addEventListener("input", () => this.#draft?.edited())
    parts.field.addEventListener("keydown", (event) => this.#pressed(event))
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#clicked()
    })
    // The focus stays where the question is written; whoever came to the button by keyboard keeps it there.
    parts.button.addEventListener("mousedown", (event) => event.preventDefault())
    parts.take.addEventListener("click", () => this.#draft?.takeOther())
    this.#draft.listen()
    this.#showButton()
    this.#showKeys()
    this.#changed()
  }

  disconnectedCallback() {
    this.#draft?.end()
  }

  /** @override @param {FocusOptions} [options] */
  focus(options) {
    this.#parts?.field.focus(options)
  }

  /** Puts a text here to be edited. What was begun before is not lost: undoing brings it back. @param {string} text */
  write(text) {
    this.#draft?.replace(text)
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (isComposedKey(event)) return
    if (event.key === "Escape" && this.#isRunning) {
      event.preventDefault()
      sayOnPage(this, "chat-stopped", { isByKey: true })
    } else if (asksWith(event, this.#sendsWith)) {
      event.preventDefault()
      this.#ask()
    }
  }

  #clicked() {
    if (!this.#isRunning) this.#ask()
    else if (!isDoubleClick(this.#askedAt, this.world.now())) sayOnPage(this, "chat-stopped")
  }

  #ask() {
    const q = this.#parts?.field.value.trim() ?? ""
    if (this.#isRunning) return this.#say("composer.running")
    if (q === "") return this.#say("composer.empty")
    if (this.#tooMany > 0) return this.#changed()
    this.#askedAt = this.world.now()
    this.#say("")
    this.#draft?.sent(q)
    sayOnPage(this, "chat-asked", { q })
  }

  /** The text is another. */
  #changed() {
    if (!this.#parts) return
    const { field, count } = this.#parts
    if (this.#said === "composer.empty" && field.value.trim() !== "") this.#say("")
    fitHeight(field)
    const maximum = this.maximumCharacters
    const from = Math.floor(maximum * COUNTED_SHARE)
    const length = characterCount(field.value, maximum, from)
    this.#tooMany = Math.max(0, length - maximum)
    const isTooLong = this.#tooMany > 0
    field.setAttribute("aria-invalid", String(isTooLong))
    count.classList.toggle("over", isTooLong)
    count.textContent = isTooLong
      ? this.words.text("composer.over", { count: this.#tooMany, maximum })
      : length > from
      ? this.words.text("composer.left", { count: maximum - length })
      : ""
  }

  #showButton() {
    if (!this.#parts) return
    const { button } = this.#parts
    const label = this.words.text(this.#isRunning ? "composer.stop-key" : "composer.send")
    button.replaceChildren(
      answerIcon(this.#isRunning ? "stop" : "send"),
      pageElement("span", { class: "for-ears" }, label),
    )
    button.title = label
    button.dataset.acts = this.#isRunning ? "stop" : "send"
  }

  #showKeys() {
    if (!this.#parts) return
    const sendsOnEnter = this.#sendsWith === "enter"
    this.#parts.field.setAttribute("enterkeyhint", sendsOnEnter ? "send" : "enter")
    this.#parts.hint.textContent = this.words.text(sendsOnEnter ? "composer.hint-enter" : "composer.hint-control")
  }

  /** @param {string} other a draft that another window holds, or "" */
  #showOther(other) {
    if (this.#parts) this.#parts.other.hidden = other === ""
  }

  /** @param {string} key */
  #say(key) {
    this.#said = key
    if (this.#parts) this.#parts.said.textContent = key && this.words.text(key)
  }
}

import { hasEnded } from "../client/answer-state.js"
import { DraftStore } from "./draft-store.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { World } from "../transport/world.js" */

/**
 * The text of a field as the draft of a conversation: kept while it is written, until the question has arrived at the server;
 * given back when it could not be sent; the same in every tab, unless two of them write.
 */
export class ComposerDraft {
  /** @type {string | null | undefined} */
  #conversation
  /** What the field was given that nobody has changed here. */
  #given = ""
  /** A question on its way. @type {{ q: string, known: Set<string>, from: string | null, isGivenBack: boolean, isTakenBack: boolean } | null} */
  #sent = null
  /** @type {readonly Turn[]} */
  #turns = []

  /**
   * @param {HTMLTextAreaElement} field
   * @param {World} world
   * @param {(other: string) => void} onOther another tab holds another draft; "" when none does
   * @param {() => void} onChanged the field has another text
   */
  constructor(field, world, onOther, onChanged) {
    this.field = field
    this.store = new DraftStore(world)
    this.onOther = onOther
    this.onChanged = onChanged
  }

  listen() {
    addEventListener("storage", this.#stored)
  }

  end() {
    removeEventListener("storage", this.#stored)
  }

  /** Shows the draft of a conversation. A new one that has just got its id is the same one. @param {string | null} conversation */
  goTo(conversation) {
    if (conversation === this.#conversation) return
    const isNamed = this.#conversation === null && conversation !== null && this.#sent?.from === null
    this.#conversation = conversation
    if (isNamed) this.#move(conversation)
    else {
      this.#turns = []
      this.#give(this.store.read(conversation))
    }
    this.#showOther()
  }

  /** A new conversation has got its id: its drafts go with it. @param {string} conversation */
  #move(conversation) {
    const { store } = this
    const q = this.#sent?.q ?? ""
    store.write(null, "")
    store.clear(null, q)
    store.write(conversation, this.field.value)
    if (!this.#sent?.isTakenBack) store.hold(conversation, q)
    if (this.#sent) this.#sent.from = conversation
  }

  /** The reader has changed the text. */
  edited() {
    this.store.write(this.#conversation ?? null, this.field.value, this.#given)
    this.#given = ""
    this.#showOther()
    this.onChanged()
  }

  /** Puts another text into the field, as if it were typed: it can be undone. @param {string} text */
  replace(text) {
    const { field } = this
    field.focus()
    field.select()
    if (!document.execCommand("insertText", false, text)) field.value = text
    this.edited()
  }

  /** Adds what another tab has written. */
  takeOther() {
    const own = this.field.value.trim()
    const other = this.store.other(this.#conversation ?? null, this.field.value)
    this.#given = other
    this.replace(own ? `${own}\n\n${other}` : other)
  }

  /** A question leaves the field; it is kept until it has arrived. @param {string} q */
  sent(q) {
    this.#sent = {
      q,
      known: new Set(this.#turns.map(({ key }) => key)),
      from: this.#conversation ?? null,
      isGivenBack: false,
      isTakenBack: false,
    }
    this.store.hold(this.#conversation ?? null, q)
    this.#give("")
  }

  /** Sees what has become of the question. @param {readonly Turn[]} turns @returns {"arrived" | "given-back" | "taken-back" | null} */
  follow(turns) {
    this.#turns = turns
    const sent = this.#sent
    if (!sent) return this.#seeGiven(turns)
    const turn = turns.findLast(({ key, id, question }) =>
      key !== id && !sent.known.has(key) && question.trim() === sent.q
    )
    if (!turn || (sent.isTakenBack && hasEnded(turn))) return null
    sent.isTakenBack = false
    if (turn.id !== null) return this.#arrived(sent.q, sent.from)
    if (!hasEnded(turn) || sent.isGivenBack) return null
    sent.isGivenBack = true
    if (this.field.value.trim() !== "") return null
    this.#give(sent.q)
    if (turn.state === "stopped") return this.#takenBack(sent)
    this.store.write(this.#conversation ?? null, sent.q)
    return "given-back"
  }

  /** Its asker has stopped it: it is a draft like any other, also should the server turn out to have it. @param {{ q: string, isTakenBack: boolean }} sent @returns {"taken-back"} */
  #takenBack(sent) {
    const conversation = this.#conversation ?? null
    sent.isTakenBack = true
    this.#given = ""
    this.store.clear(conversation, sent.q)
    this.store.write(conversation, sent.q)
    return "taken-back"
  }

  /** What was given may be a question that arrived while another conversation was shown. @param {readonly Turn[]} turns */
  #seeGiven(turns) {
    const given = this.#given.trim()
    if (given === "" || this.field.value !== this.#given) return null
    const isAsked = turns.some(({ key, id, question }) => id !== null && key !== id && question.trim() === given)
    return isAsked ? this.#arrived(given, this.#conversation ?? null) : null
  }

  /** @param {string} q @param {string | null} from @returns {"arrived"} */
  #arrived(q, from) {
    this.#sent = null
    this.store.clear(from, q)
    this.store.clear(this.#conversation ?? null, q)
    if (this.field.value.trim() === q) this.#give("")
    return "arrived"
  }

  /** @param {string} text */
  #give(text) {
    this.#given = text
    if (this.field.value === text) return
    this.field.value = text
    this.onChanged()
  }

  /** Another tab has written. */
  #stored = (/** @type {StorageEvent} */ event) => {
    const conversation = this.#conversation ?? null
    if (!this.store.concerns(event.key, conversation)) return
    const isWrittenHere = document.hasFocus() && document.activeElement === this.field
    if (this.field.value === this.#given && !isWrittenHere && this.#sent?.from !== conversation) {
      this.#give(this.store.read(conversation))
    }
    this.#showOther()
  }

  #showOther() {
    this.onOther(this.store.other(this.#conversation ?? null, this.field.value))
  }
}

/** @typedef {{ writer: string, text: string, at: number }} Draft */

const DRAFT_PREFIX = "kaya-draft:"
const DRAFT_KEPT_FOR = 30 * 24 * 60 * 60 * 1000
const DRAFTS_FOR_EACH = 4
const HELD_DRAFT = " sent"

/**
 * Questions that were begun, kept for each conversation in the browser.
 *
 * Tabs write side by side: none replaces what another has written. Storage may be full, forbidden or missing; then drafts
 * last as long as the page.
 */
export class DraftStore {
  /** @type {Map<string, Draft[]>} what could not be stored */
  #unstored = new Map()

  /** @param {{ storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null, now: () => number, random: () => number }} world */
  constructor(world) {
    this.world = world
    this.writer = Math.floor(world.random() * 2 ** 48).toString(36)
  }

  /** The newest draft, whoever wrote it. @param {string | null} conversation */
  read(conversation) {
    return this.#all(conversation)[0]?.text ?? ""
  }

  /** A draft that another tab has written, other than this text; "" if there is none. @param {string | null} conversation @param {string} text */
  other(conversation, text) {
    return this.#all(conversation).find((draft) => !draft.writer.startsWith(this.writer) && draft.text !== text)
      ?.text ?? ""
  }

  /**
   * Keeps a draft; one without words is none. `instead` is a draft of another tab that this one went on from.
   * @param {string | null} conversation @param {string} text @param {string} [instead]
   */
  write(conversation, text, instead = "") {
    const others = this.#all(conversation).filter((draft) => draft.writer !== this.writer && draft.text !== instead)
    const own = text.trim() ? [{ writer: this.writer, text, at: this.world.now() }] : []
    this.#keep(conversation, [...own, ...others])
  }

  /** A question is on its way: it stays, whatever is written next. @param {string | null} conversation @param {string} question */
  hold(conversation, question) {
    const held = { writer: this.writer + HELD_DRAFT, text: question, at: this.world.now() }
    const others = this.#all(conversation).filter(({ writer, text }) => writer !== this.writer && text !== question)
    this.#keep(conversation, [held, ...others])
  }

  /** A question was taken: nobody's draft of it is needed any more. @param {string | null} conversation @param {string} question */
  clear(conversation, question) {
    const isIt = (/** @type {Draft} */ draft) => draft.text.trim() === question.trim()
    this.#keep(conversation, this.#all(conversation).filter((draft) => !isIt(draft)))
  }

  /** Whether a storage event tells of this conversation's drafts. @param {string | null} key @param {string | null} conversation */
  concerns(key, conversation) {
    return key === draftKey(conversation)
  }

  /** @param {string | null} conversation @returns {Draft[]} the newest first */
  #all(conversation) {
    const key = draftKey(conversation)
    const unstored = this.#unstored.get(key)
    if (unstored) return unstored
    try {
      const drafts = /** @type {Draft[]} */ (JSON.parse(this.world.storage?.getItem(key) ?? "[]"))
      const oldest = this.world.now() - DRAFT_KEPT_FOR
      return drafts.filter(({ text, at }) => typeof text === "string" && at > oldest).sort((one, two) =>
        two.at - one.at
      )
    } catch {
      return []
    }
  }

  /** @param {string | null} conversation @param {Draft[]} drafts */
  #keep(conversation, drafts) {
    const key = draftKey(conversation)
    this.#unstored.delete(key)
    try {
      if (!this.world.storage) throw new Error("there is no storage")
      if (drafts.length === 0) this.world.storage.removeItem(key)
      else this.world.storage.setItem(key, JSON.stringify(drafts.slice(0, DRAFTS_FOR_EACH)))
    } catch {
      this.#unstored.set(key, drafts)
    }
  }
}

/** @param {string | null} conversation */
function draftKey(conversation) {
  return DRAFT_PREFIX + (conversation ?? "new")
}

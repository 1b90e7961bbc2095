import { ProblemError } from "./problem-error.js"

/** @import { KayaAPI } from "./kaya-api.js" */
/** @typedef {{ id: string, title: string, pinned: boolean, archived: boolean, deletedAt: string | null }} ConversationHead */

/** When a title that a model finds may be there, in milliseconds after the end of an answer. */
const TITLE_WAITS = [1500, 6000]

/** The conversation that is shown, or will be once something is asked. */
export class OpenConversation {
  /** @type {ConversationHead | null} */
  #head = null
  /** @type {Promise<string> | null} */
  #creating = null

  /**
   * @param {Pick<KayaAPI, "conversation" | "create">} api
   * @param {{ setTimeout: (run: () => void, ms: number) => any }} world
   * @param {string | null} id
   * @param {() => void} onChange
   */
  constructor(api, world, id, onChange) {
    this.api = api
    this.world = world
    this.id = id
    this.onChange = onChange
    this.isClosed = false
  }

  get head() {
    return this.#head
  }

  /** What the server says of it. @param {any} conversation */
  set({ id, title, pinned, archived, deletedAt }) {
    if (this.isClosed) return
    const head = { id, title, pinned, archived, deletedAt: deletedAt ?? null }
    if (JSON.stringify(head) === JSON.stringify(this.#head)) return
    this.#head = Object.freeze(head)
    this.onChange()
  }

  /** Its id; a new one is begun, once, however many ask. @returns {Promise<string>} */
  async begin() {
    if (this.id !== null) return this.id
    this.#creating ??= this.#create().finally(() => (this.#creating = null))
    return await this.#creating
  }

  /** The first words of the first question become its title at once. */
  questionSent() {
    if (this.#head?.title === "") void this.#reload()
  }

  /** The title may be another now, and it is kept longer. */
  answerEnded() {
    const title = this.#head?.title
    for (const wait of TITLE_WAITS) {
      this.world.setTimeout(() => this.#head?.title === title && void this.#reload(), wait)
    }
  }

  close() {
    this.isClosed = true
  }

  async #create() {
    const made = await this.api.create()
    this.id = made.id
    this.set(made)
    return made.id
  }

  async #reload() {
    if (this.isClosed || this.id === null) return
    try {
      this.set(await this.api.conversation(this.id, { limit: 1 }))
    } catch (error) {
      // Without a newer title the old one is no fault.
      if (!(error instanceof ProblemError)) throw error
    }
  }
}

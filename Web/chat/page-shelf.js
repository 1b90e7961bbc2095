import { loadPatiently } from "../client/load-patiently.js"
import { ProblemError } from "../client/problem-error.js"

/** @import { Problem } from "../client/answer-state.js" */
/** @import { KayaAPI } from "../client/kaya-api.js" */
/** @import { World } from "../transport/world.js" */
/**
 * @typedef {object} ListedConversation
 * @property {string} id
 * @property {string} title
 * @property {boolean} pinned
 * @property {boolean} archived
 * @property {string} updatedAt
 * @property {string | null} [deletedAt]
 */
/** @typedef {{ title?: string, pinned?: boolean, archived?: boolean }} ConversationChange */

const SEARCH_PAUSE = 250

/**
 * The conversations that the list shows, and what is done to them. A change shows at once and is taken back when the
 * server refuses it; a deletion is sent when it is confirmed, or when the page is left.
 */
export class ConversationShelf {
  /** @type {ListedConversation[]} */
  #known = []
  /** What the server has not answered yet, in its order. @type {Set<{ id: string, change: ConversationChange }>} */
  #changes = new Set()
  /** @type {Set<string>} */
  #removed = new Set()
  /** @type {string | null} */
  #cursor = null
  /** Ends the loading that is under way or will be tried again. @type {AbortController | null} */
  #loading = null
  /** The loading that counts: done when the list is there or cannot be had. @type {Promise<void>} */
  #loaded = Promise.resolve()
  /** @type {unknown} */
  #pause = null
  /** Conversations in which something runs. @type {Set<string>} */
  running = new Set()
  /** @type {"loading" | "searching" | "ready" | "failed"} */
  state = "loading"
  q = ""
  archived = false
  /** Why the list cannot be had. @type {Problem | null} */
  problem = null

  /** @param {{ api: KayaAPI, world: World, onChange: () => void, onProblem: (problem: Problem) => void }} options */
  constructor({ api, world, onChange, onProblem }) {
    this.api = api
    this.world = world
    this.onChange = onChange
    this.onProblem = onProblem
  }

  /** Pinned ones first, then the newest. */
  get conversations() {
    return this.#kept.map((one) => this.#changed(one)).filter(({ archived }) => archived === this.archived)
      .sort(compareListed)
  }

  get hasMore() {
    return this.#cursor !== null
  }

  /** Reads the list anew, again and again while only the network is in the way. What is shown stays until it is there. */
  async load() {
    await this.#read(null)
  }

  async loadMore() {
    if (this.#cursor !== null) await this.#read(this.#cursor)
  }

  /** Searches once the typing pauses. @param {string} q @param {boolean} [archived] */
  search(q, archived = this.archived) {
    if (archived !== this.archived) this.#known = []
    this.q = q.trim()
    this.archived = archived
    this.state = "searching"
    this.#loading?.abort()
    this.world.clearTimeout(this.#pause)
    this.#pause = this.world.setTimeout(() => void this.load(), SEARCH_PAUSE)
    this.onChange()
  }

  /** A conversation was begun, or is known better now. @param {Omit<ListedConversation, "updatedAt"> & { updatedAt?: string }} conversation */
  put(conversation) {
    const old = this.#known.find(({ id }) => id === conversation.id)
    if (old) Object.assign(old, conversation)
    else if (this.q === "" && conversation.archived === this.archived) {
      this.#known.push({ updatedAt: new Date(this.world.now()).toISOString(), ...conversation })
    }
    this.onChange()
  }

  /** @param {string} id @param {ConversationChange} change @returns {Promise<ListedConversation | null>} as it is then; null when it was refused */
  async change(id, change) {
    const asked = { id, change }
    this.#changes.add(asked)
    this.onChange()
    try {
      const changed = await this.api.change(id, change)
      if (this.#changes.delete(asked)) this.put(changed)
      return changed
    } catch (error) {
      this.#changes.delete(asked)
      this.#refused(error)
      return null
    }
  }

  /** Takes it off the list; `undo` puts it back, `confirm` deletes it. @param {string} id */
  remove(id) {
    this.#removed.add(id)
    this.onChange()
  }

  /** @param {string} id */
  undo(id) {
    if (this.#removed.delete(id)) this.onChange()
  }

  /** @param {string} id */
  async confirm(id) {
    if (!this.#removed.has(id)) return
    try {
      await this.api.remove(id)
      this.#known = this.#known.filter((one) => one.id !== id)
      this.#removed.delete(id)
    } catch (error) {
      if (ProblemError.problemOf(error).code !== "not-found") {
        this.#removed.delete(id)
        this.#refused(error)
      }
    }
  }

  /** Deletes all that was removed; done when the server has answered. */
  async confirmAll() {
    await Promise.all([...this.#removed].map((id) => this.confirm(id)))
  }

  /** Nothing of it may be seen any more. */
  clear() {
    this.#changes.clear()
    this.#removed.clear()
    this.#loading?.abort()
    this.#known = []
    this.#cursor = null
    this.running = new Set()
    this.state = "loading"
    this.onChange()
  }

  /** The page is left: what was removed is deleted without waiting. */
  leave() {
    for (const id of this.#removed) {
      void this.world.fetch(`${this.api.base}/api/conversations/${id}`, { method: "DELETE", keepalive: true }).catch(
        ignored,
      )
    }
    this.#known = this.#kept
    this.#removed.clear()
  }

  /** @param {Iterable<string>} conversations in which something runs */
  setRunning(conversations) {
    const running = new Set(conversations)
    const isUnknown = [...running].some((id) => !this.#known.some((one) => one.id === id))
    const hasEnded = [...this.running].some((id) => !running.has(id))
    this.running = running
    this.onChange()
    if ((isUnknown || hasEnded) && this.state === "ready" && this.q === "") void this.load()
  }

  get #kept() {
    return this.#known.filter(({ id }) => !this.#removed.has(id))
  }

  /** @param {ListedConversation} one @returns {ListedConversation} as it is once the server has answered */
  #changed(one) {
    const changes = [...this.#changes].filter(({ id }) => id === one.id)
    return changes.reduce((changed, { change }) => ({ ...changed, ...change }), one)
  }

  /** Done when the list is there or cannot be had, also when another loading has taken the place of this one. @param {string | null} cursor */
  async #read(cursor) {
    this.#loading?.abort()
    const { signal } = (this.#loading = new AbortController())
    let loaded = this.#loaded = this.#readPage(cursor, signal)
    for (let last = null; last !== loaded; loaded = this.#loaded) await (last = loaded)
  }

  /** @param {string | null} cursor @param {AbortSignal} signal */
  async #readPage(cursor, signal) {
    const load = () => this.api.conversations({ q: this.q, archived: this.archived, cursor })
    const onProblem = (/** @type {Problem} */ problem) => {
      this.problem = problem
      this.state = "failed"
      this.onChange()
    }
    const page = (await loadPatiently(load, { world: this.world, signal, onProblem }))?.found
    if (!page) return
    const found = new Set(page.conversations.map((/** @type {ListedConversation} */ one) => one.id))
    const others = cursor === null ? [] : this.#known.filter(({ id }) => !found.has(id))
    this.#known = [...others, ...page.conversations]
    this.#cursor = page.next ?? null
    this.problem = null
    this.state = "ready"
    this.onChange()
  }

  /** @param {unknown} error */
  #refused(error) {
    this.onChange()
    this.onProblem(ProblemError.problemOf(error))
  }
}

/** @param {ListedConversation} one @param {ListedConversation} other */
function compareListed(one, other) {
  return Number(other.pinned) - Number(one.pinned) || other.updatedAt.localeCompare(one.updatedAt)
}

function ignored() {}

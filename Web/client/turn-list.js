import { hasEnded } from "./answer-state.js"

/** @import { Turn } from "./answer-state.js" */
/** @import { AskedTurn } from "./asked-turn.js" */

/** The turns that are shown, oldest first, and the questions of other conversations that the server is not known to have. */
export class TurnList {
  /** @type {AskedTurn[]} */
  #readings = []
  /** @type {AskedTurn[]} */
  #aside = []
  /** @type {readonly Turn[] | null} */
  #turns = null

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.onChange = onChange
  }

  get readings() {
    return this.#readings
  }

  /** The same array until a turn has changed. */
  get turns() {
    return (this.#turns ??= Object.freeze(this.#readings.map((reading) => reading.turn)))
  }

  /** The latest that has not ended. */
  get running() {
    return this.#readings.findLast((reading) => !hasEnded(reading.turn)) ?? null
  }

  /** Whether a question is being sent whose turn has no name yet. */
  get isSending() {
    return this.#readings.some(({ isSending }) => isSending)
  }

  /** @param {string} key */
  find(key) {
    const reading = this.#readings.find(({ turn }) => turn.key === key)
    if (!reading) throw new RangeError("there is no such turn")
    return reading
  }

  /** @param {string} id */
  has(id) {
    return this.#readings.some(({ turn }) => turn.id === id)
  }

  /** @param {AskedTurn} reading */
  shows(reading) {
    return this.#readings.includes(reading)
  }

  /** @param {AskedTurn[]} readings */
  addLast(...readings) {
    this.#set([...this.#readings, ...readings])
  }

  /** @param {AskedTurn[]} readings */
  addFirst(readings) {
    this.#set([...readings, ...this.#readings])
  }

  /** @param {AskedTurn} reading */
  drop(reading) {
    reading.letGo()
    this.#set(this.#readings.filter((other) => other !== reading))
  }

  /** A turn has got its name; another view of the same turn goes. @param {AskedTurn} reading */
  named(reading) {
    if (!this.shows(reading)) return
    for (const other of this.#readings) if (other !== reading && other.turn.id === reading.turn.id) this.drop(other)
  }

  /** @param {AskedTurn} reading */
  turnChanged(reading) {
    if (this.shows(reading)) this.#set(this.#readings)
  }

  /** Lets go of what is shown. Questions that the server may not have are put aside, not away. */
  leave() {
    for (const reading of this.#readings) reading.letGo()
    this.#aside.push(...this.#readings.filter((reading) => reading.isUnsent))
    this.#set([])
  }

  /** What was put aside of a conversation comes into view again. @param {string | null} conversation */
  takeBack(conversation) {
    const isIts = (/** @type {AskedTurn} */ reading) => reading.conversation === conversation && reading.isUnsent
    const its = this.#aside.filter(isIts)
    this.#aside = this.#aside.filter((reading) => reading.isUnsent && !isIts(reading))
    for (const reading of its) reading.takeUp()
    this.addLast(...its)
  }

  /** @param {AskedTurn[]} readings */
  #set(readings) {
    this.#readings = readings
    this.#turns = null
    this.onChange()
  }
}

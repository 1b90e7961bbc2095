/** An event of a turn: `sequence` of one without a number is that of the one before it. */
/** @typedef {{ type: string, data: any, sequence: number, isLast: boolean }} TurnEvent */

const eventID = /^([A-Za-z0-9_-]{22})\.([0-9]{1,6})(\.end)?$/

/**
 * How far a turn has been read: lets each event pass once, however often its stream is begun again.
 *
 * `status` has no number in a stream. Its kind is counted instead: after a reconnect to the same place, as many of them come
 * again as came after the last number.
 */
export class TurnProgress {
  #idInForce = ""
  #sequenceInForce = 0
  #statuses = 0
  #statusesToSkip = 0

  /** @param {string | null} turn @param {number} [after] @param {(turn: string) => void} [onNamed] told once it is known which turn it is */
  constructor(turn, after = 0, onNamed = () => {}) {
    this.onNamed = onNamed
    /** @type {string | null} */
    this.turn = turn
    /** The last number that was read. */
    this.position = after
    this.#sequenceInForce = after
    /** Whether the last event was read. */
    this.isEnded = false
    /** How much text was read, in UTF-16 units; null when reading began in the middle. @type {number | null} */
    this.textLength = after === 0 ? 0 : null
  }

  /** The id to resume from; null at the beginning. */
  get lastID() {
    return this.turn === null || this.position === 0 ? null : `${this.turn}.${this.position}`
  }

  /** Which turn it is, as soon as that is known. @param {string | null | undefined} turn */
  begin(turn) {
    if (this.turn !== null || !turn || !/^[A-Za-z0-9_-]{22}$/.test(turn)) return
    this.turn = turn
    this.onNamed(turn)
  }

  /** A reading begins after `position`. */
  connect() {
    this.#idInForce = ""
    this.#sequenceInForce = this.position
    this.#statusesToSkip = this.#statuses
  }

  /** Whether an id is of another turn, as that of a refusal is. @param {string} id */
  isForeign(id) {
    const turn = eventID.exec(id)?.[1]
    return turn !== undefined && this.turn !== null && turn !== this.turn
  }

  /** The event, if it was not seen before. @param {string} type @param {any} data @param {string} id the one in force @returns {TurnEvent | null} */
  take(type, data, id) {
    if (this.isEnded || this.isForeign(id)) return null
    const found = id === this.#idInForce ? null : eventID.exec(id)
    this.#idInForce = id
    if (found) this.begin(found[1])
    const sequence = found ? Number(found[2]) : this.position
    const isLast = found?.[3] !== undefined || type === "turn.finished" || type === "turn.failed"
    if (found) this.#sequenceInForce = sequence
    const isOld = found ? sequence <= this.position : this.#sequenceInForce < this.position
    if (isOld && !isLast) return null
    if (type === "status" && this.#isRepeatedStatus(sequence)) return null
    if (found) this.#moveTo(sequence)
    else if (type === "status") this.#statuses += 1
    if (type === "answer.delta" && this.textLength !== null) this.textLength += data.text.length
    this.isEnded = isLast
    return { type, data, sequence, isLast }
  }

  /** @param {number} sequence */
  #isRepeatedStatus(sequence) {
    if (this.#statusesToSkip === 0) return false
    this.#statusesToSkip -= 1
    if (sequence > this.position) {
      this.position = sequence
      this.#statuses = this.#statusesToSkip
    }
    return true
  }

  /** @param {number} position */
  #moveTo(position) {
    this.position = position
    this.#statuses = this.#statusesToSkip = 0
  }
}

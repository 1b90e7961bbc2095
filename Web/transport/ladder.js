/** The ways of reading a turn, best first. */
export const RUNGS = Object.freeze(/** @type {const} */ (["stream", "events", "poll", "plain"]))

/** @import { Outcome } from "./outcome.js" */
/** @typedef {typeof RUNGS[number]} Rung */
/** @typedef {{ from: Rung, to: Rung, why: string }} Step */

const quickCut = 2_000
const quickCutsBorne = 2
const stallsBorne = 1
const missesBorne = 2
/** Rungs that are read while they are written, which is what a proxy that holds answers back spoils. @type {ReadonlySet<Rung>} */
const streamedRungs = new Set(["stream", "events"])

/**
 * Which rung a turn is read on. Told how each attempt ended, it says whether the rung is to blame and is left: for the next
 * one, or where silence is the reason for the next that does not stream.
 */
export class Ladder {
  #stalls = 0
  #quickCuts = 0
  #misses = 0
  /** Whether what the probe is to decide upon is silence. */
  #isSilent = false

  /** @param {{ first?: Rung | null, forced?: Rung | null, hasEventSource?: boolean }} [options] A forced rung is never left */
  constructor({ first = null, forced = null, hasEventSource = true } = {}) {
    this.rungs = forced ? [forced] : RUNGS.filter((rung) => rung !== "events" || hasEventSource)
    this.index = Math.max(0, this.rungs.findIndex((rung) => rung === first))
    /** Whether a rung was left since this ladder was made. */
    this.hasStepped = false
  }

  /** @returns {Rung} */
  get rung() {
    return this.rungs[this.index] ?? "plain"
  }

  /**
   * An attempt on the present rung has ended. “probe” asks to be told whether the server answers at all: only then
   * is the rung to blame.
   * @param {Outcome} outcome @returns {Step | "probe" | null}
   */
  after(outcome) {
    if (outcome.kind !== "unreachable" && outcome.kind !== "headless") this.#misses = 0
    this.#isSilent = outcome.kind === "headless"
    switch (outcome.kind) {
      case "mute":
        return this.#stepOffStreams("mute")
      case "unavailable":
        return this.#step("unavailable")
      case "stall":
        this.#stalls += 1
        return this.#stalls > stallsBorne ? this.#stepOffStreams("stall") : null
      case "cut":
        // Kaya opens every stream with a comment, so an empty one was swallowed on its way; but WebKit calls torn ones empty, too.
        if (outcome.isEmpty) this.#quickCuts += 2
        else this.#quickCuts = outcome.ms < quickCut ? this.#quickCuts + 1 : 0
        return this.#quickCuts > quickCutsBorne ? this.#step("cut") : null
      case "headless":
      case "foreign":
        return "probe"
      case "unreachable":
        this.#misses += 1
        return this.#misses > missesBorne ? "probe" : null
      default:
        return null
    }
  }

  /** What came of the probe. @param {boolean} answers @returns {Step | null} */
  probed(answers) {
    this.#misses = 0
    if (!answers) return null
    return this.#isSilent ? this.#stepOffStreams("blocked") : this.#step("blocked")
  }

  /** What is held back on its way is so on every rung that streams. @param {string} why @returns {Step | null} */
  #stepOffStreams(why) {
    const next = this.rungs.findIndex((rung, index) => index > this.index && !streamedRungs.has(rung))
    return next < 0 ? null : this.#step(why, next)
  }

  /** @param {string} why @param {number} [next] @returns {Step | null} null on the last rung */
  #step(why, next = this.index + 1) {
    const from = this.rung
    if (next >= this.rungs.length) return null
    this.index = next
    this.hasStepped = true
    this.#stalls = this.#quickCuts = this.#misses = 0
    return { from, to: this.rung, why }
  }
}

import { readEvents } from "./events-rung.js"
import { Ladder } from "./ladder.js"
import { NetworkMemory } from "./network-memory.js"
import { ownProblem } from "./outcome.js"
import { pause } from "./pause.js"
import { readPlain } from "./plain-rung.js"
import { readPolls } from "./poll-rung.js"
import { isServerThere } from "./server-probe.js"
import { RetryBudget } from "./retry-budget.js"
import { readLostTurn } from "./lost-turn.js"
import { readStream } from "./stream-rung.js"
import { ChannelReading } from "./channel-reading.js"
import { defaultWorld } from "./world.js"

/** @import { Outcome, TurnProblem } from "./outcome.js" */
/** @import { TurnOptions } from "./channel-reading.js" */

/** @typedef {{ ended: true } | { aborted: true } | { problem: TurnProblem }} TurnOutcome */

const rungReaders = { stream: readStream, events: readEvents, poll: readPolls, plain: readPlain }
const lifeThatCounts = 5_000
const offlineLook = 30_000

/**
 * Asks and reads one turn to its end, over whichever way works, and never asks twice. Rejects only with a mistake of the caller.
 * @param {TurnOptions} options @returns {Promise<TurnOutcome>}
 */
export async function openTurn(options) {
  checkStart(options.start)
  const channel = new TurnChannel(options)
  const outcome = await channel.run()
  channel.reading.trace("end", { how: Object.keys(outcome)[0] })
  return outcome
}

class TurnChannel {
  /** @param {TurnOptions} options */
  constructor(options) {
    const world = options.world ?? defaultWorld()
    this.world = world
    this.reading = new ChannelReading(options, world)
    this.memory = new NetworkMemory(world.storage, this.reading.base)
    this.budget = new RetryBudget(world.random)
    this.ladder = new Ladder({
      first: this.memory.recall(world.now()),
      forced: options.rung ?? null,
      hasEventSource: world.EventSource !== null,
    })
  }

  /** @returns {Promise<TurnOutcome>} */
  async run() {
    const { reading } = this
    reading.trace("start", { rung: this.ladder.rung })
    reading.enter("connecting")
    while (!reading.signal.aborted) {
      const before = reading.progress.position
      const outcome = await rungReaders[reading.rung = this.ladder.rung](reading)
      if (reading.progress.position > before) this.#worked()
      if (reading.progress.isEnded) return { ended: true }
      if (reading.signal.aborted) break
      if (reading.progress.position > before || hasLived(outcome)) this.budget.reset()
      const problem = await this.#afterwards(outcome)
      if (problem) return { problem }
      if (reading.progress.isEnded) return { ended: true }
    }
    return { aborted: true }
  }

  /** What follows from an attempt that did not read the end; a problem when nothing does. @param {Outcome} outcome @returns {Promise<TurnProblem | null>} */
  async #afterwards(outcome) {
    const { reading } = this
    if (outcome.kind === "problem") return await this.#afterProblem(outcome)
    reading.trace(outcome.kind, { why: outcome.why, ms: outcome.ms })
    if (await this.#stepDown(outcome)) return null
    if (outcome.kind === "unavailable") return ownProblem("unexpected-answer")
    if (!this.world.online()) return await this.#sitOut()
    const isForeign = outcome.kind === "foreign"
    const delay = isForeign ? this.budget.afterError() : this.budget.afterFailure()
    if (delay === null) return ownProblem(isForeign ? "unexpected-answer" : "offline")
    this.#enterResuming()
    await this.#wait(delay, true)
    return null
  }

  /** @param {Outcome & { kind: "problem" }} outcome @returns {Promise<TurnProblem | null>} */
  async #afterProblem({ problem, status }) {
    const { reading } = this
    reading.trace("problem", { code: problem.code })
    const isLost = reading.progress.turn !== null && (status === 404 || status === 410)
    if (isLost) return await readLostTurn(reading) ? null : problem
    const delay = this.budget.afterRefusal(problem, status, this.world.now())
    if (delay === null) return problem
    this.#enterResuming()
    await this.#wait(delay, false)
    return null
  }

  /** @param {Outcome} outcome */
  async #stepDown(outcome) {
    let step = this.ladder.after(outcome)
    if (step === "probe") step = this.ladder.probed(await isServerThere(this.reading))
    if (step === null) return false
    this.reading.trace("step-down", step)
    this.#enterResuming()
    return true
  }

  /** The network is gone: waits until it is back, and looks for itself now and then. @returns {Promise<null>} */
  async #sitOut() {
    const { reading, world } = this
    reading.enter("offline")
    reading.trace("offline")
    await pause(world, offlineLook, reading.signal, { untilNews: true })
    if (world.online()) reading.trace("online")
    this.budget.reset()
    this.#enterResuming()
    return null
  }

  /** @param {number} ms @param {boolean} untilNews */
  async #wait(ms, untilNews) {
    if (ms === 0) return
    this.reading.trace("wait", { ms })
    await pause(this.world, ms, this.reading.signal, { untilNews })
  }

  #enterResuming() {
    this.reading.enter(this.reading.progress.turn === null ? "connecting" : "resuming")
  }

  #worked() {
    if (this.ladder.hasStepped && !this.reading.options.rung) {
      this.ladder.hasStepped = false
      this.memory.remember(this.ladder.rung, this.world.now())
    }
  }
}

/** Whether a connection was good for a while before it ended. @param {Outcome} outcome */
function hasLived({ kind, ms }) {
  return (kind === "cut" || kind === "stall" || kind === "slept") && ms > lifeThatCounts
}

/** Without a name of its own a request that is repeated would be asked twice. @param {TurnOptions["start"]} start */
function checkStart(start) {
  if ("turn" in start) return
  const { requestId } = "simple" in start ? start.simple : start.body
  if (!requestId) throw new TypeError("a turn is begun with a requestId")
}

import { amounts } from "./amounts.js"
import { make } from "./make-element.js"

/** @import { Figures } from "./stream-figures.js" */
/** @import { FrameFigures } from "./frame-rate.js" */
/** @import { TurnLog } from "./turn-logs.js" */
/** @import { TurnView } from "./hand-over.js" */
/** @import { Say } from "./debug-words.js" */

/** @typedef {{ turn: TurnView | null, log: TurnLog | null, figures: Figures | null, frames: FrameFigures, verdict: string | null }} StreamLook */

const ROWS = [
  ...[
    "state",
    "rung",
    "why",
    "verdict",
    "received",
    "shown",
    "stored",
    "rate",
    "update",
    "heartbeats",
    "retries",
    "id",
    "position",
  ],
  ...["frames", "dropped", "longest", "tasks"],
]

/** The figures of one turn and of the page, as a list of names and values that are changed in place. */
export class StreamView {
  /** @param {Say} say @param {"de" | "en"} language */
  constructor(say, language) {
    this.say = say
    this.amounts = amounts(language)
    this.values = new Map(ROWS.map((name) => [name, make("dd")]))
    const pairs = [...this.values].map(([name, value]) => make("div", {}, make("dt", {}, say(`stream.${name}`)), value))
    this.element = make("div", {}, make("dl", { class: "debug-figures" }, ...pairs))
  }

  /** @param {StreamLook} look */
  show({ turn, log, figures, frames, verdict }) {
    const { count, time } = this.amounts, rung = log?.timeline.rungs.at(-1)
    const texts = {
      state: turn && this.say(`state.${turn.state}`),
      rung: turn?.rung ?? rung?.rung,
      why: rung?.why,
      verdict: verdict ?? this.say("stream.unchecked"),
      received: figures && count(figures.received),
      shown: figures && this.#length(figures.shown, figures.shownLag),
      stored: figures && this.#length(figures.stored, figures.storedLag),
      rate: figures && count(figures.rate),
      update: figures && figures.sinceUpdate !== null ? time(figures.sinceUpdate) : null,
      heartbeats: log && count(log.timeline.heartbeats),
      retries: log && count(log.timeline.retries),
      id: turn?.id,
      position: log?.lastSequence?.toString(),
      frames: count(frames.perSecond),
      dropped: count(frames.dropped),
      longest: time(frames.longest),
      tasks: frames.longTasks === 0 ? "0" : `${frames.longTasks} · ${time(frames.longTaskTime)}`,
    }
    for (const [name, text] of Object.entries(texts)) this.#write(name, text ?? this.say("stream.unknown"))
  }

  /** @param {number | null} length @param {number | null} lag */
  #length(length, lag) {
    if (length === null) return null
    const { count } = this.amounts
    return lag ? `${count(length)} · ${this.say("stream.lag", { count: count(lag) })}` : count(length)
  }

  /** @param {string} name @param {string} text */
  #write(name, text) {
    const value = this.values.get(name)
    if (value && value.textContent !== text) value.textContent = text
  }
}

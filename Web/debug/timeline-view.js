import { amounts } from "./amounts.js"
import { make } from "./make-element.js"

/** @import { TimelineRow, TurnTimeline } from "./turn-timeline.js" */
/** @import { Say } from "./debug-words.js" */

/** The steps at which a reader's eye should stop. */
const TROUBLE = new Set([
  ...["cut", "mute", "stall", "slept", "headless", "unreachable", "foreign", "unavailable"],
  ...["step-down", "offline", "problem"],
])

/** The timeline of one turn, as a table. */
export class TimelineView {
  /** @param {Say} say @param {"de" | "en"} language */
  constructor(say, language) {
    this.say = say
    this.amounts = amounts(language)
    this.body = make("tbody")
    this.empty = make("p", { class: "debug-quiet" }, say("timeline.empty"))
    const head = ["at", "what", "ms"].map((name) => make("th", { scope: "col" }, say(`timeline.${name}`)))
    this.table = make("table", { class: "debug-timeline" }, make("thead", {}, make("tr", {}, ...head)), this.body)
    this.element = make("div", {}, this.empty, this.table)
  }

  /** @param {TurnTimeline | null} timeline */
  show(timeline) {
    const rows = timeline?.rows ?? []
    this.empty.hidden = rows.length > 0
    this.table.hidden = rows.length === 0
    this.body.replaceChildren(...rows.map((row) => this.#row(row)))
  }

  /** @param {TimelineRow} row */
  #row({ step, offset, ms, count, values }) {
    const name = make("strong", {}, this.say(`step.${step}`) + (count > 1 ? ` ×${this.amounts.count(count)}` : ""))
    const details = Object.entries(values).map(([key, value]) => this.#detail(key, value))
    return make(
      "tr",
      TROUBLE.has(step) ? { "data-tone": "warning" } : {},
      make("td", {}, this.amounts.time(offset)),
      make("td", {}, name, details.length > 0 ? ` ${details.join(" · ")}` : ""),
      make("td", {}, ms === null || ms === 0 ? "" : this.amounts.time(ms)),
    )
  }

  /** A word says what it is, a number needs its name. @param {string} key @param {string | number | boolean} value */
  #detail(key, value) {
    if (key === "length") return `${this.amounts.count(Number(value))} B`
    return typeof value === "string" ? value : `${key} ${value}`
  }
}

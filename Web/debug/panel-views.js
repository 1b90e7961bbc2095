import { BundleView } from "./bundle-view.js"
import { ConnectionCheckElement } from "./connection-check.js"
import { ErrorsView } from "./errors-view.js"
import { findingSentence } from "./finding-words.js"
import { FramesView } from "./frames-view.js"
import { make } from "./make-element.js"
import { ReplayView } from "./replay-view.js"
import { shownLength } from "./shown-length.js"
import { StoredLengths } from "./stored-lengths.js"
import { StreamView } from "./stream-view.js"
import { TimelineView } from "./timeline-view.js"

/** @import { FrameRate } from "./frame-rate.js" */
/** @import { HandOver, TurnView } from "./hand-over.js" */
/** @import { TurnLog } from "./turn-logs.js" */
/** @import { Say } from "./debug-words.js" */

/** What the tabs of the panel show. Only the one that is seen is brought up to date, and only when there is something new. */
export class PanelViews {
  /** @type {TurnLog | null} */
  #log = null
  #shown = ""

  /** @param {HandOver} handOver @param {FrameRate} frames @param {Say} say */
  constructor(handOver, frames, say) {
    const { language } = handOver.words
    this.handOver = handOver
    this.frames = frames
    this.stored = new StoredLengths(handOver)
    this.check = ConnectionCheckElement.make(handOver)
    this.timeline = new TimelineView(say, language)
    this.stream = new StreamView(say, language)
    this.rawFrames = new FramesView(say, language)
    this.errors = new ErrorsView(say, language)
    this.replay = new ReplayView(handOver, () => this.#log?.recorder ?? null, say)
    const bundle = new BundleView(handOver, this.check, this.stored.lengths, say)
    const panels = {
      timeline: this.timeline.element,
      stream: this.stream.element,
      frames: this.rawFrames.element,
      errors: this.errors.element,
      check: make("div", {}, this.check),
      bundle: bundle.element,
      replay: this.replay.element,
    }
    this.tabs = Object.entries(panels).map(([name, panel]) => ({ name, title: say(`tab.${name}`), panel }))
  }

  /** Takes the figures of this turn now. @param {TurnView} turn @param {TurnLog} log */
  sample(turn, log) {
    const shown = shownLength(turn.key), stored = this.stored.of(turn)
    log.figures.sample(this.handOver.world.now(), { received: turn.text.length, shown, stored })
  }

  /** @param {string} name the tab's @param {TurnView | null} turn @param {TurnLog | null} log */
  show(name, turn, log) {
    this.#log = log
    if (name === "stream") return this.#showStream(turn, log)
    const { errors = [] } = this.handOver
    const shown = `${name} ${log?.key} ${log?.changes} ${errors.length} ${errors.at(-1)?.at}`
    if (shown === this.#shown) return
    this.#shown = shown
    if (name === "timeline") this.timeline.show(log?.timeline ?? null)
    if (name === "frames") this.rawFrames.show(log?.recorder ?? null)
    if (name === "errors") this.errors.show(errors, log?.timeline.problems ?? [])
  }

  /** @param {TurnView | null} turn @param {TurnLog | null} log */
  #showStream(turn, log) {
    const { world, words } = this.handOver, finding = this.check.result?.verdict.findings[0]
    this.#shown = ""
    this.stream.show({
      turn,
      log,
      figures: log?.figures.at(world.now()) ?? null,
      frames: this.frames.figures(performance.now()),
      verdict: finding ? findingSentence(finding, words.language) : null,
    })
  }
}

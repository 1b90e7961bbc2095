import { FrameRecorder } from "./frame-recorder.js"
import { StreamFigures } from "./stream-figures.js"
import { TurnTimeline } from "./turn-timeline.js"

/** @import { Trace, TraceLog } from "./hand-over.js" */

/** @typedef {{ key: string, timeline: TurnTimeline, recorder: FrameRecorder, figures: StreamFigures, lastSequence: number | null, changes: number }} TurnLog */

const MAXIMUM = 10

/** What is known of the newest turns, from the traces: those there are, and those to come. */
export class TurnLogs {
  /** @type {Map<string, TurnLog>} */
  #logs = new Map()
  #unnamed = 0

  /** @param {TraceLog} traces @param {() => void} [onChange] */
  constructor(traces, onChange = () => {}) {
    for (const trace of traces.list()) this.add(trace)
    this.close = traces.subscribe((trace) => {
      this.add(trace)
      onChange()
    })
  }

  /** The newest last. */
  get all() {
    return [...this.#logs.values()]
  }

  /** @param {string} key */
  of(key) {
    return this.#logs.get(key) ?? null
  }

  /** @param {Trace} trace */
  add(trace) {
    if (trace.turn === undefined && trace.kind === "start") this.#unnamed += 1
    const log = this.#log(trace.turn ?? `unnamed-${this.#unnamed}`)
    log.changes += 1
    log.timeline.add(trace)
    log.recorder.add(trace)
    if (trace.kind === "event" && typeof trace.sequence === "number") log.lastSequence = trace.sequence
  }

  /** @param {string} key @returns {TurnLog} */
  #log(key) {
    const known = this.#logs.get(key)
    if (known) return known
    const log = {
      key,
      timeline: new TurnTimeline(),
      recorder: new FrameRecorder(),
      figures: new StreamFigures(),
      lastSequence: null,
      changes: 0,
    }
    this.#logs.set(key, log)
    for (const oldest of [...this.#logs.keys()].slice(0, -MAXIMUM)) this.#logs.delete(oldest)
    return log
  }
}

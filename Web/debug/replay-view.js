import { make } from "./make-element.js"
import { recordedWorld } from "./recorded-world.js"
import { lengthOf, parseRecording, recordingOf } from "./recording.js"

/** @import { HandOver } from "./hand-over.js" */
/** @import { FrameRecorder } from "./frame-recorder.js" */
/** @import { Recording } from "./recording.js" */
/** @import { Say } from "./debug-words.js" */

const SPEEDS = [0.25, 1, 4, 20, Infinity]

/** Plays a recording through the page's own store and elements, in a place of its own. */
export class ReplayView {
  /** @type {Recording | null} */
  #recording = null
  /** @type {(() => void) | null} */
  #end = null

  /** @param {HandOver} handOver @param {() => FrameRecorder | null} current @param {Say} say */
  constructor(handOver, current, say) {
    this.handOver = handOver
    this.say = say
    const file = make("input", {
      type: "file",
      accept: "application/json,.json",
      change: () => this.#read(file.files?.[0]),
    })
    const own = () => this.#take(recordingOf(current()?.frames ?? [], new Date()))
    this.speed = make(
      "select",
      { class: "field" },
      ...SPEEDS.map((speed) => make("option", { value: speed, selected: speed === 1 }, this.#name(speed))),
    )
    this.said = make("p", { role: "status", class: "debug-quiet" }, say("replay.none"))
    this.play = make("button", {
      type: "button",
      class: "button main",
      disabled: true,
      click: () => this.#end ? this.stop() : this.#play(),
    }, say("replay.play"))
    this.stage = make("div", { class: "debug-stage" })
    this.element = make(
      "div",
      {},
      make("p", { class: "debug-quiet" }, say("replay.note")),
      make("label", { class: "debug-field" }, say("replay.open"), file),
      make(
        "div",
        { class: "debug-buttons" },
        make("button", { type: "button", class: "button", click: own }, say("replay.this")),
        make("label", { class: "debug-field" }, say("replay.speed"), this.speed),
        this.play,
      ),
      this.said,
      this.stage,
    )
  }

  stop() {
    this.#end?.()
    this.#end = null
    this.play.textContent = this.say("replay.play")
  }

  #play() {
    const { handOver, stage } = this, speed = Number(this.speed.value)
    if (!this.#recording || !handOver.streamingChat) return
    const world = recordedWorld(handOver.world, this.#recording, speed)
    const chat = handOver.streamingChat({
      world,
      core: handOver.core ?? null,
      mode: "conversation",
      authorization: () => Promise.resolve(null),
    })
    const transcript = Object.assign(document.createElement("chat-transcript"), {
      words: handOver.words,
      world: handOver.world,
      core: handOver.core ?? null,
    })
    stage.replaceChildren(transcript)
    const show = () => {
      Object.assign(transcript, { snapshot: chat.getSnapshot() })
      if (!chat.getSnapshot().running && chat.getSnapshot().turns.length > 0) this.stop()
    }
    const unsubscribe = chat.subscribe(show)
    this.#end = () => {
      unsubscribe()
      chat.close()
    }
    this.play.textContent = this.say("replay.stop")
    chat.ask(this.say("replay.question"))
  }

  /** @param {File | undefined} file */
  async #read(file) {
    if (!file) return
    try {
      this.#take(parseRecording(await file.text()))
    } catch (error) {
      this.said.textContent = this.say("replay.wrong", { why: error instanceof Error ? error.message : String(error) })
    }
  }

  /** @param {Recording} recording */
  #take(recording) {
    const frames = recording.frames.length
    this.stop()
    this.#recording = frames > 0 ? recording : null
    this.play.disabled = frames === 0
    const seconds = (lengthOf(recording) / 1000).toLocaleString(this.handOver.words.language, {
      maximumFractionDigits: 1,
    })
    this.said.textContent = frames > 0 ? this.say("replay.loaded", { frames, seconds }) : this.say("replay.none")
  }

  /** @param {number} speed */
  #name(speed) {
    return speed === Infinity ? this.say("replay.at-once") : `${speed.toLocaleString(this.handOver.words.language)}×`
  }
}

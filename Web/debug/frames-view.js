import { amounts } from "./amounts.js"
import { make } from "./make-element.js"
import { recordingOf } from "./recording.js"
import { saveFile } from "./save-file.js"

/** @import { FrameRecorder } from "./frame-recorder.js" */
/** @import { Say } from "./debug-words.js" */

const SHOWN = 200

/** The newest raw frames of a turn, the newest first, and a way to save them all. */
export class FramesView {
  /** @type {FrameRecorder | null} */
  #recorder = null
  #shown = 0

  /** @param {Say} say @param {"de" | "en"} language */
  constructor(say, language) {
    this.say = say
    this.amounts = amounts(language)
    this.note = make("p", { class: "debug-quiet" })
    this.save = make("button", { type: "button", class: "button", click: () => this.#save() }, say("frames.save"))
    this.list = make("ol", { class: "debug-frames" })
    this.element = make("div", {}, this.note, this.save, this.list)
  }

  /** @param {FrameRecorder | null} recorder */
  show(recorder) {
    const frames = recorder?.frames ?? [], { length } = frames
    if (recorder !== this.#recorder || length < this.#shown) this.list.replaceChildren()
    const first = Math.max(this.list.childElementCount === 0 ? 0 : this.#shown, length - SHOWN)
    this.list.prepend(...frames.slice(first).map(({ at, text }) => this.#frame(at, text)).reverse())
    while (this.list.childElementCount > SHOWN) this.list.lastElementChild?.remove()
    this.#recorder = recorder
    this.#shown = length
    const count = this.amounts.count(this.list.childElementCount), all = this.amounts.count(length)
    const full = recorder?.isFull ? ` ${this.say("frames.full")}` : ""
    this.note.textContent = length === 0 ? this.say("frames.empty") : this.say("frames.note", { count, all }) + full
    this.save.hidden = length === 0
  }

  /** @param {number} at @param {string} text */
  #frame(at, text) {
    return make("li", {}, make("span", {}, this.amounts.time(at)), make("code", { dir: "ltr" }, text.trimEnd()))
  }

  #save() {
    const now = new Date()
    const name = `kaya-recording-${now.toISOString().slice(0, 19).replaceAll(":", "")}.json`
    saveFile(name, recordingOf(this.#recorder?.frames ?? [], now))
  }
}

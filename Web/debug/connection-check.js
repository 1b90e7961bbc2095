import { bundleSources } from "./bundle-sources.js"
import { caseNumber } from "./case-number.js"
import { ConnectionProbe, LONG, SHORT } from "./connection-probe.js"
import { debugWords } from "./debug-words.js"
import { findingSentence, findingTone } from "./finding-words.js"
import { make } from "./make-element.js"
import { saveFile } from "./save-file.js"
import { supportBundle } from "./support-bundle.js"

/** @import { HandOver } from "./hand-over.js" */
/** @import { Pattern } from "./proxy-verdict.js" */

const PROGRESS_EVERY = 200

/** Checks the connection and says in sentences what it found; for everybody. `handOver` is set before it is connected. */
export class ConnectionCheckElement extends HTMLElement {
  /** @param {string} tag @param {CustomElementRegistry} registry */
  static define(tag = "connection-check", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this)
  }

  /** @param {HandOver} handOver */
  static make(handOver) {
    this.define()
    return Object.assign(new this(), { handOver })
  }

  /** @type {HandOver | null} */
  handOver = null
  /** @type {AbortController | null} */
  #running = null
  /** @type {ConnectionProbe | null} */
  #probe = null
  #number = ""

  /** What was found so far, for whoever makes a bundle. */
  get result() {
    return this.#probe?.result ?? null
  }

  get number() {
    this.#number ||= caseNumber(Math.random)
    return this.#number
  }

  connectedCallback() {
    if (this.#probe || !this.handOver) return
    const { handOver } = this, say = debugWords(handOver.words.language)
    this.#probe = new ConnectionProbe(handOver)
    this.lang = handOver.words.language
    this.said = make("div", { role: "status", class: "debug-findings" })
    this.bar = make("progress", { max: 1, value: 0, hidden: true, "aria-label": say("check.running") })
    this.results = make("div", { class: "debug-results", hidden: true })
    this.start = make(
      "button",
      { type: "button", class: "button main", click: () => this.check(SHORT) },
      say("check.begin"),
    )
    this.long = make(
      "button",
      { type: "button", class: "button", hidden: true, click: () => this.check(LONG) },
      say("check.long"),
    )
    this.stop = make(
      "button",
      { type: "button", class: "button", hidden: true, click: () => this.#running?.abort() },
      say("check.stop"),
    )
    const buttons = make("div", { class: "debug-buttons" }, this.start, this.long, this.stop)
    this.append(make("p", {}, say("check.intro")), buttons, this.bar, this.said, this.results)
  }

  disconnectedCallback() {
    this.#running?.abort()
  }

  /** Begins the short check, as the person's own button does. */
  begin() {
    this.start?.focus()
    return this.check(SHORT)
  }

  /** Runs these patterns; ends early when the element is taken away or the person stops it. @param {Pattern[]} patterns */
  async check(patterns) {
    const { handOver } = this
    if (!this.#probe || !handOver || this.#running) return
    const { world } = handOver, say = debugWords(handOver.words.language)
    const running = this.#running = new AbortController()
    this.#show(true, say(patterns === LONG ? "check.running-long" : "check.running"))
    const began = world.now()
    /** @type {unknown} */
    let timer = null
    const move = () => {
      this.bar?.setAttribute("value", String(ConnectionProbe.progress(patterns, world.now() - began)))
      timer = world.setTimeout(move, PROGRESS_EVERY)
    }
    move()
    await this.#probe.check(patterns, running.signal)
    world.clearTimeout(timer)
    this.#running = null
    this.#show(false, "")
    this.#showResult(handOver)
    this.dispatchEvent(new CustomEvent("chat-connection-checked", { bubbles: true, detail: this.result }))
  }

  /** @param {boolean} isRunning @param {string} text */
  #show(isRunning, text) {
    const hadFocus = this.contains(document.activeElement)
    for (const part of [this.start, this.long]) if (part) part.hidden = isRunning
    for (const part of [this.stop, this.bar]) if (part) part.hidden = !isRunning
    if (text) this.said?.replaceChildren(make("p", {}, text))
    if (hadFocus) (isRunning ? this.stop : this.start)?.focus()
  }

  /** @param {HandOver} handOver */
  #showResult(handOver) {
    const { language } = handOver.words, say = debugWords(language), { result } = this
    if (!result || !this.results || !this.start || !this.said) return
    const sentences = result.verdict.findings.map((finding) => ({
      tone: findingTone(finding),
      text: findingSentence(finding, language),
    }))
    if (sentences.length === 0) sentences.push({ tone: "plain", text: findingSentence({ code: "unknown" }, language) })
    const isBad = sentences.some(({ tone }) => tone === "bad"),
      isHeld = sentences.some(({ tone }) => tone === "warning")
    const advice = say(isBad ? "check.ask-support" : isHeld ? "check.works-anyway" : "check.fine")
    this.start.textContent = say("check.again")
    const items = sentences.map(({ tone, text }) => make("li", { "data-tone": tone }, text))
    this.said.replaceChildren(make("ul", { "aria-label": say("check.result") }, ...items))
    this.results.hidden = false
    this.results.replaceChildren(
      make("p", {}, advice),
      make("p", { class: "debug-number" }, `${say("check.number")} `, make("strong", {}, this.number)),
      make("p", { class: "debug-quiet" }, `${say("check.number-note")} ${say("bundle.note")}`),
      make(
        "div",
        { class: "debug-buttons" },
        make("button", { type: "button", class: "button", click: () => this.#save(handOver) }, say("bundle.save")),
      ),
    )
  }

  /** @param {HandOver} handOver */
  #save(handOver) {
    saveFile(`kaya-${this.number}.json`, supportBundle(bundleSources(handOver, this.number, this.result)))
  }
}

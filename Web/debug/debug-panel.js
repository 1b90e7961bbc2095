import { debugWords } from "./debug-words.js"
import { frameWatch } from "./frame-watch.js"
import { make } from "./make-element.js"
import { PanelActions } from "./panel-actions.js"
import { PanelViews } from "./panel-views.js"
import { tabList } from "./tab-list.js"
import { TurnLogs } from "./turn-logs.js"
import { TurnPicker } from "./turn-picker.js"

/** @import { HandOver } from "./hand-over.js" */

const LOOK_EVERY = 250

/** The debug panel, beside the page and not over it. There is one at most. */
export class DebugPanelElement extends HTMLElement {
  /** @param {string} tag @param {CustomElementRegistry} registry */
  static define(tag = "debug-panel", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, this)
  }

  /** The panel that is open, or a new one; the focus goes to its heading. @param {HandOver} handOver */
  static open(handOver) {
    this.define()
    const open = document.querySelector("debug-panel")
    const panel = open instanceof this ? open : Object.assign(new this(), { handOver })
    if (panel !== open) document.body.append(panel)
    panel.querySelector("h2")?.focus()
    return panel
  }

  /** @type {HandOver | null} set before it is connected */
  handOver = null
  #ending = new AbortController()
  /** @type {Element | null} */
  #openedFrom = null
  /** @type {(() => void) | null} */
  #clearAway = null

  connectedCallback() {
    if (!this.handOver || this.#clearAway) return
    const { handOver } = this, say = debugWords(handOver.words.language)
    this.#openedFrom = document.activeElement
    const logs = new TurnLogs(handOver.traces), picker = new TurnPicker(say), actions = new PanelActions(handOver, say)
    const views = new PanelViews(handOver, frameWatch(this.#ending.signal), say)
    const tabs = tabList(say("panel.tabs"), views.tabs, () => look())
    this.lang = handOver.words.language
    this.setAttribute("role", "complementary")
    this.setAttribute("aria-labelledby", "debug-title")
    this.append(
      this.#head(say),
      make("div", { class: "debug-bar" }, picker.element, actions.element),
      tabs.list,
      make("div", { class: "debug-views" }, ...views.tabs.map(({ panel }) => panel)),
    )
    this.#place("side")
    this.#clearAway = () => {
      logs.close()
      actions.close()
      views.replay.stop()
    }
    const look = () => {
      const turns = handOver.snapshot()?.turns ?? []
      for (const turn of turns) {
        const log = logs.of(turn.key)
        if (log) views.sample(turn, log)
      }
      picker.show(turns)
      views.show(tabs.chosen(), turns.find(({ key }) => key === picker.chosen) ?? null, logs.of(picker.chosen ?? ""))
    }
    const goOn = () => {
      if (this.#ending.signal.aborted) return
      look()
      handOver.world.setTimeout(goOn, LOOK_EVERY)
    }
    goOn()
  }

  disconnectedCallback() {
    this.#ending.abort()
    this.#clearAway?.()
    delete document.documentElement.dataset.debugPanel
  }

  /** The focus goes back to where it was when the panel was opened. */
  close() {
    const back = this.#openedFrom
    this.remove()
    if (back instanceof HTMLElement && back.isConnected) back.focus()
    this.dispatchEvent(new CustomEvent("chat-debug-closed"))
  }

  /** @param {import("./debug-words.js").Say} say */
  #head(say) {
    const other = () => document.documentElement.dataset.debugPanel === "side" ? "bottom" : "side"
    const move = make("button", { type: "button", class: "button plain debug-place" }, say("panel.bottom"))
    move.addEventListener("click", () => {
      this.#place(other())
      move.textContent = say(`panel.${other()}`)
    })
    return make(
      "div",
      { class: "debug-head" },
      make("h2", { id: "debug-title", tabindex: -1 }, say("panel.title")),
      move,
      make(
        "button",
        { type: "button", class: "button plain", "aria-label": say("panel.close"), click: () => this.close() },
        say("panel.close-short"),
      ),
    )
  }

  /** @param {"side" | "bottom"} place */
  #place(place) {
    document.documentElement.dataset.debugPanel = place
  }
}

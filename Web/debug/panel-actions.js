import { RUNGS } from "./hand-over.js"
import { make } from "./make-element.js"
import { NetworkSwitch } from "./network-switch.js"

/** @import { HandOver, Rung } from "./hand-over.js" */
/** @import { Say } from "./debug-words.js" */

/** The buttons that intervene: in the turn that runs, and in the page's network. `close` undoes what would outlast the panel. */
export class PanelActions {
  /** @param {HandOver} handOver @param {Say} say */
  constructor({ controls }, say) {
    this.controls = controls
    this.say = say
    this.network = new NetworkSwitch()
    this.said = make("p", { role: "status", class: "debug-quiet" })
    this.rung = make(
      "select",
      { class: "field", disabled: !controls, change: () => this.#force() },
      make("option", { value: "" }, say("action.by-itself")),
      ...RUNGS.map((rung) => make("option", { value: rung }, rung)),
    )
    this.off = this.#button("off", () => this.#turn())
    this.element = make(
      "fieldset",
      { class: "debug-actions" },
      make("legend", { class: "for-ears" }, say("panel.actions")),
      this.#button("stop", () => controls?.stop(), !controls),
      this.#button("reconnect", () => controls?.force(this.#chosen), !controls),
      this.#button("cut", () => this.network.cut()),
      this.off,
      make("label", { class: "debug-field" }, say("action.force"), this.rung),
      this.said,
    )
  }

  close() {
    this.network.restore()
    if (this.#chosen) this.controls?.force(null)
  }

  /** @returns {Rung | null} */
  get #chosen() {
    return RUNGS.find((rung) => rung === this.rung.value) ?? null
  }

  #force() {
    this.controls?.force(this.#chosen)
    this.said.textContent = this.say("action.done.force", { rung: this.#chosen ?? this.say("action.by-itself") })
  }

  #turn() {
    this.network.turn(!this.network.isOff)
    const { isOff } = this.network
    this.off.textContent = this.say(isOff ? "action.on" : "action.off")
    this.said.textContent = this.say(isOff ? "action.done.off" : "action.done.on")
  }

  /** @param {string} name @param {() => void} act @param {boolean} [disabled] */
  #button(name, act, disabled = false) {
    const click = () => {
      if (name !== "off") this.said.textContent = this.say(`action.done.${name}`)
      act()
    }
    return make("button", { type: "button", class: "button", disabled, click }, this.say(`action.${name}`))
  }
}

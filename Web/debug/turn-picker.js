import { make } from "./make-element.js"

/** @import { TurnView } from "./hand-over.js" */
/** @import { Say } from "./debug-words.js" */

/** Which turn is looked at: the newest, unless the person has chosen another. */
export class TurnPicker {
  /** @type {string | null} */
  chosen = null
  #isOwnChoice = false
  #shown = ""

  /** @param {Say} say */
  constructor(say) {
    this.say = say
    this.select = make("select", { class: "field", change: () => this.#choose() })
    this.element = make("label", { class: "debug-field" }, say("panel.turn"), this.select)
  }

  /** @param {readonly TurnView[]} turns */
  show(turns) {
    const newest = turns.at(-1)?.key ?? null
    if (!this.#isOwnChoice || !turns.some(({ key }) => key === this.chosen)) this.chosen = newest
    const names = turns.map(({ state }, index) =>
      this.say("panel.turn-name", { number: index + 1, state: this.say(`state.${state}`) })
    )
    const shown = JSON.stringify([turns.map(({ key }) => key), names, this.chosen])
    if (shown === this.#shown) return
    this.#shown = shown
    this.select.disabled = turns.length === 0
    this.select.replaceChildren(
      ...turns.map(({ key }, index) =>
        make("option", { value: key, selected: key === this.chosen }, names[index] ?? "")
      ),
      ...(turns.length === 0 ? [make("option", {}, this.say("panel.no-turn"))] : []),
    )
  }

  #choose() {
    const options = [...this.select.options]
    this.chosen = this.select.value
    this.#isOwnChoice = this.select.value !== options.at(-1)?.value
  }
}

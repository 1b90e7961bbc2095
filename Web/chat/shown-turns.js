import { hasEnded } from "../client/answer-state.js"
import { arrangeChildren, pageElement } from "./page-element.js"
import { estimatedHeight } from "./turn-height.js"
import { TurnWindow } from "./turn-window.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { ChatTurnElement } from "./chat-turn.js" */

/** The turns that are in the document, and gaps as high as those that are not. */
export class ShownTurns {
  /** @type {Map<string, ChatTurnElement>} */
  #elements = new Map()
  /** @type {readonly Turn[]} */
  #turns = []
  /** @type {Map<string, number>} */
  #places = new Map()
  /** @type {HTMLElement[]} */
  #gaps = []

  /** @param {HTMLElement} list @param {() => ChatTurnElement} makeTurn @param {(element: ChatTurnElement, isShown: boolean) => void} onChange */
  constructor(list, makeTurn, onChange) {
    this.list = list
    this.makeTurn = makeTurn
    this.onChange = onChange
    this.window = new TurnWindow({ estimate: (turn) => estimatedHeight(turn, list.clientWidth) })
  }

  /** Takes over what the turns have become. @param {readonly Turn[]} turns @returns {boolean} whether there are others than before */
  setTurns(turns) {
    const isSame = turns.length === this.#turns.length && turns[0]?.key === this.#turns[0]?.key &&
      turns.at(-1)?.key === this.#turns.at(-1)?.key
    this.#turns = turns
    this.window.setTurns(turns)
    if (!isSame) this.#places = new Map(turns.map(({ key }, place) => [key, place]))
    for (const [key, element] of this.#elements) {
      const turn = turns[this.#places.get(key) ?? -1]
      if (turn && element.turn !== turn) element.turn = turn
    }
    return !isSame
  }

  /** @param {Core | null} core @returns {boolean} whether there are other turns than before: no */
  setCore(core) {
    for (const element of this.#elements.values()) element.core = core
    return false
  }

  /** Puts into the document what belongs there. @param {{ top: number, bottom: number, isWhole: boolean }} view */
  layOut(view) {
    const kept = new Set()
    let gapCount = 0
    const wanted = this.window.parts({ ...view, pinned: this.#pinned() }).map((part) => {
      if (part.key === undefined) return this.#gap(gapCount++, part.gap)
      kept.add(part.key)
      return this.#element(part.key)
    })
    for (const [key, element] of this.#elements) {
      if (kept.has(key)) continue
      this.#elements.delete(key)
      this.onChange(element, false)
    }
    arrangeChildren(this.list, wanted)
  }

  /** Whether some turns are not in the document. */
  get hasGaps() {
    return this.#elements.size < this.#turns.length
  }

  /** The first turn that is seen between two heights of the window. @param {number} top @param {number} bottom */
  firstBetween(top, bottom) {
    for (const child of this.list.children) {
      const box = child.getBoundingClientRect()
      if (box.top >= bottom) return null
      if (box.bottom > top && child.localName === "chat-turn") return /** @type {ChatTurnElement} */ (child)
    }
    return null
  }

  /** The element of a turn that is in the document. @param {string} key */
  elementOf(key) {
    return this.#elements.get(key) ?? null
  }

  /** What must not be taken away: what runs, is being used, has the focus or a selection. */
  #pinned() {
    const pinned = new Set()
    for (let place = this.#turns.length - 1; place >= 0; place -= 1) {
      const turn = /** @type {Turn} */ (this.#turns[place])
      if (!hasEnded(turn)) pinned.add(turn.key)
      else if (place < this.#turns.length - 8) break
    }
    const { activeElement } = document
    const selection = document.getSelection()
    const isSelected = selection !== null && !selection.isCollapsed
    for (const [key, element] of this.#elements) {
      const isHeld = element.isInUse || element.contains(activeElement) ||
        (isSelected && selection.containsNode(element, true))
      if (isHeld) pinned.add(key)
    }
    return pinned
  }

  /** @param {string} key */
  #element(key) {
    const known = this.#elements.get(key)
    if (known) return known
    const element = this.makeTurn()
    element.turn = /** @type {Turn} */ (this.#turns[this.#places.get(key) ?? -1])
    this.#elements.set(key, element)
    this.onChange(element, true)
    return element
  }

  /** @param {number} number @param {number} height */
  #gap(number, height) {
    const gap = this.#gaps[number] ??= pageElement("div", { class: "turn-gap" })
    gap.style.setProperty("block-size", `${height}px`)
    return gap
  }
}

import { answerIcon } from "./answer-icon.js"
import { pageElement } from "./page-element.js"
import { secondsToWait, turnActions } from "./turn-state.js"
import { waitText } from "./turn-times.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */
/** @typedef {"continue" | "send" | "ask" | "again" | "copy" | "markdown" | "up" | "down"} ChosenAction */

const LABELS = /** @type {Record<ChosenAction, string>} */ ({
  continue: "turn.continue",
  send: "turn.send-again",
  ask: "turn.ask-again",
  again: "turn.again",
  copy: "turn.copy",
  markdown: "turn.copy-markdown",
  up: "feedback.up",
  down: "feedback.down",
})
const DRAWN = /** @type {Record<string, string>} */ ({ send: "again", ask: "again" })
/** These help on where an answer did not end well, so they have words and stand out. */
const HELPING = new Set(["continue", "send", "ask"])
const COPIED_SHOWN_FOR = 2000
const THANKED_FOR = 5000

/** The buttons below an answer. A button that stays useful stays the same, so the focus on it stays too. */
export class TurnActions {
  /** @type {Map<ChosenAction, HTMLButtonElement>} */
  #buttons = new Map()

  /** @param {Words} words @param {{ now: () => number, setTimeout: (act: () => void, ms: number) => any }} world @param {(action: ChosenAction) => void} onChosen */
  constructor(words, world, onChosen) {
    this.words = words
    this.world = world
    this.onChosen = onChosen
    this.element = pageElement("div", {
      class: "turn-actions",
      role: "group",
      "aria-label": words.text("turn.actions"),
      hidden: true,
    })
    this.thanks = pageElement("span", { class: "turn-thanks", role: "status" })
    this.element.append(this.thanks)
  }

  /** @param {Turn} turn */
  update(turn) {
    const wanted = /** @type {ChosenAction[]} */ ([])
    for (const action of turnActions(turn)) {
      if (action === "copy") wanted.push("copy", "markdown")
      else if (action === "rate") wanted.push("up", "down")
      else wanted.push(action)
    }
    for (const [action, button] of this.#buttons) {
      if (wanted.includes(action)) continue
      button.remove()
      this.#buttons.delete(action)
    }
    wanted.forEach((action, index) => {
      const button = this.button(action)
      if (this.element.children[index] !== button) {
        this.element.insertBefore(button, this.element.children[index] ?? null)
      }
    })
    this.element.hidden = wanted.length === 0
    this.#showRating(turn)
    this.wait(turn)
  }

  /** Says how long it is until a question may be asked again. @param {Turn} turn */
  wait(turn) {
    const seconds = secondsToWait(turn, this.world.now())
    for (const action of /** @type {ChosenAction[]} */ (["send", "ask"])) {
      const button = this.#buttons.get(action)
      if (!button) continue
      const label = this.words.text(LABELS[action])
      setLabel(button, seconds > 0 ? this.words.text("turn.again-in", { label, time: waitText(seconds) }) : label)
      if (seconds > 0) button.setAttribute("aria-disabled", "true")
      else button.removeAttribute("aria-disabled")
    }
  }

  /** The button of an action. @param {ChosenAction} action */
  button(action) {
    const known = this.#buttons.get(action)
    if (known) return known
    const label = this.words.text(LABELS[action])
    const isHelping = HELPING.has(action)
    const button = pageElement(
      "button",
      {
        type: "button",
        class: isHelping ? "button action helping" : "icon-button action",
        "data-action": action,
        title: isHelping ? null : label,
      },
      answerIcon(DRAWN[action] ?? action),
      pageElement("span", { class: isHelping ? "action-label" : "action-label for-ears" }, label),
    )
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") this.onChosen(action)
    })
    this.#buttons.set(action, button)
    return button
  }

  /** Shows for a moment whether something was copied. @param {"copy" | "markdown"} action @param {boolean} isCopied */
  showCopied(action, isCopied) {
    const button = this.button(action)
    const label = this.words.text(LABELS[action])
    setLabel(button, this.words.text(isCopied ? "turn.copied" : "turn.copy-failed"))
    button.firstElementChild?.replaceWith(answerIcon(isCopied ? "check" : "close"))
    this.world.setTimeout(() => {
      setLabel(button, label)
      button.firstElementChild?.replaceWith(answerIcon(action))
    }, COPIED_SHOWN_FOR)
  }

  /** Says thank you, for a moment. */
  thank() {
    this.thanks.textContent = this.words.text("feedback.thanks")
    this.world.setTimeout(() => this.thanks.textContent = "", THANKED_FOR)
  }

  /** @param {Turn} turn */
  #showRating({ feedback }) {
    for (const rating of /** @type {const} */ (["up", "down"])) {
      const pressed = String(feedback?.rating === rating)
      this.#buttons.get(rating)?.setAttribute("aria-pressed", pressed)
    }
  }
}

/** @param {HTMLButtonElement} button @param {string} label */
function setLabel(button, label) {
  const text = button.querySelector(".action-label")
  if (text && text.textContent !== label) text.textContent = label
}

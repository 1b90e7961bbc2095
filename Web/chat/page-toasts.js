import { Countdown } from "./page-countdown.js"
import { pageElement } from "./page-element.js"
import { pageIcon } from "./page-icon.js"

/** @import { PageWorld } from "./page-world.js" */
/** @import { Words } from "../words/words.js" */

const TOAST_TIME = 6000

/**
 * Short messages at the foot of the page that go by themselves, though not under the pointer or with the focus in them. They
 * lie in the dialog that is open, if there is one: what is beside it could not be reached.
 */
export class PageToasts {
  /** @param {{ home: HTMLElement, words: Words, world: PageWorld }} options */
  constructor({ home, words, world }) {
    this.home = home
    this.words = words
    this.world = world
    this.element = pageElement("div", { class: "toasts", role: "status" })
    home.append(this.element)
    document.addEventListener("close", () => queueMicrotask(() => this.#moveTo(topDialog() ?? this.home)), true)
  }

  /**
   * @param {string} message
   * @param {{ action?: string, act?: () => void, onGone?: () => void }} [options] `act` runs when its button is pressed, `onGone` when
   *   it went otherwise
   */
  show(message, { action, act, onGone } = {}) {
    /** @param {(() => void) | undefined} then */
    const end = (then) => {
      countdown.cancel()
      toast.remove()
      then?.()
    }
    const toast = pageElement("div", { class: "toast" }, pageElement("p", { dir: "auto" }, message))
    if (action) {
      toast.append(pageElement("button", { type: "button", class: "toast-action", click: () => end(act) }, action))
    }
    toast.append(pageElement(
      "button",
      { type: "button", class: "icon-button", "aria-label": this.words.text("page.close"), click: () => end(onGone) },
      pageIcon("close"),
    ))
    const countdown = new Countdown(this.world, TOAST_TIME, () => end(onGone))
    toast.addEventListener("pointerenter", () => countdown.pause("pointer"))
    toast.addEventListener("pointerleave", () => countdown.resume("pointer"))
    toast.addEventListener("focusin", () => countdown.pause("focus"))
    toast.addEventListener("focusout", () => countdown.resume("focus"))
    this.#moveTo(topDialog() ?? this.home)
    this.element.append(toast)
  }

  /** @param {HTMLElement} place */
  #moveTo(place) {
    if (this.element.parentElement !== place) place.append(this.element)
  }
}

function topDialog() {
  return [...document.querySelectorAll("dialog")].findLast((dialog) => dialog.matches(":modal")) ?? null
}

import { pageElement, sayOnPage } from "./page-element.js"
import { answerIcon } from "./answer-icon.js"
import { ScrollKeeper } from "./scroll-keeper.js"
import { goesUp } from "./scroll-wishes.js"
import { ShownTurns } from "./shown-turns.js"
import { hasNewText } from "./turn-state.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Words } from "../words/words.js" */
/** @import { ChatTurnElement } from "./chat-turn.js" */
/** @import { PageWorld } from "./page-world.js" */

/** How far around the view turns are in the document, in heights of the view. */
const AROUND_VIEW = 1.5
/** This close to the beginning, earlier turns are wanted, in pixels. */
const NEAR_BEGINNING = 600
/** With less below the view than this, in pixels, there is no need for a button that leads there. */
const FAR_FROM_END = 120

/**
 * The turns of a conversation. It scrolls itself: it follows the text while the reader is at the end, and else nothing moves.
 *
 * Of a long conversation only what is near the view is in the document, and whatever runs, has the focus or a selection.
 */
export class ChatTranscriptElement extends HTMLElement {
  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "chat-transcript", registry = customElements) {
    registry.define(tag, this)
  }

  words = /** @type {Words} */ (/** @type {unknown} */ (null))
  world = /** @type {PageWorld} */ (/** @type {unknown} */ (null))

  /** @type {ChatSnapshot | null} */
  #snapshot = null
  #list = pageElement("div", { class: "turn-list" })
  #earlier = pageElement("button", { type: "button", class: "button plain earlier", click: () => this.#wantEarlier() })
  #toEnd = pageElement("button", {
    type: "button",
    class: "button to-end",
    hidden: true,
    click: () => this.#leaveForEnd(),
  })
  #shown = new ShownTurns(this.#list, () => this.#makeTurn(), (turn, isShown) => this.#turnShown(turn, isShown))
  #scroll = new ScrollKeeper(this)
  #sizes = new ResizeObserver((entries) => this.#resized(entries))
  #isPrinting = false
  #hasNews = false
  #isLayingOut = false
  #laidOutAt = 0
  #width = 0
  /** @type {Core | null} */
  #core = null
  /** The turn before which earlier ones were wanted last. @type {string | undefined} */
  #wantedBefore

  /** @param {Core | null} core what formats answers; also those that are shown as text until it comes */
  set core(core) {
    this.#core = core
    if (this.isConnected) this.#change(() => this.#shown.setCore(core))
  }

  get core() {
    return this.#core
  }

  /** @param {ChatSnapshot} snapshot */
  set snapshot(snapshot) {
    const old = this.#snapshot
    this.#snapshot = snapshot
    if (this.isConnected) this.#update(old, snapshot)
  }

  get snapshot() {
    return /** @type {ChatSnapshot} */ (this.#snapshot)
  }

  connectedCallback() {
    this.setAttribute("role", "region")
    this.setAttribute("aria-label", this.words.text("transcript.name"))
    this.tabIndex = 0
    this.replaceChildren(this.#earlier, this.#list, pageElement("div", { class: "to-end-place" }, this.#toEnd))
    this.#sizes.observe(this)
    this.addEventListener("scroll", this.#scrolled, { passive: true })
    for (const type of ["wheel", "keydown", "touchstart", "touchmove"]) {
      this.addEventListener(type, this.#wished, { passive: true })
    }
    addEventListener("beforeprint", this.#printed)
    addEventListener("afterprint", this.#printed)
    if (this.#snapshot) this.#update(null, this.#snapshot)
  }

  disconnectedCallback() {
    this.#sizes.disconnect()
    removeEventListener("beforeprint", this.#printed)
    removeEventListener("afterprint", this.#printed)
  }

  /** Goes to the newest turn, and follows it. */
  showEnd() {
    this.#scroll.isFollowing = true
    this.#change(() => {})
  }

  /** The element of a turn, if it is in the document. @param {string} key */
  turnElement(key) {
    return this.#shown.elementOf(key)
  }

  /** @param {ChatSnapshot | null} old @param {ChatSnapshot} snapshot */
  #update(old, snapshot) {
    const last = snapshot.turns.at(-1)
    const isOther = !old?.turns.length || !snapshot.turns.some(({ key }) => key === old.turns.at(-1)?.key)
    const isAsked = last !== undefined && last.key !== last.id && last.key !== old?.turns.at(-1)?.key
    if (isOther || isAsked) this.#scroll.isFollowing = true
    if (!this.#scroll.isFollowing && hasNewText(old?.turns.at(-1), last)) this.#hasNews = true
    this.#earlier.hidden = !snapshot.hasEarlier
    this.#earlier.textContent = this.words.text(
      snapshot.isLoading ? "transcript.earlier-loading" : "transcript.earlier",
    )
    this.#change(() => this.#shown.setTurns(snapshot.turns))
  }

  /** Changes what is shown, and leaves the reader where the reader is. @param {() => boolean | void} change whether there are other turns than before */
  #change(change) {
    const anchor = this.#scroll.isFollowing ? null : this.#anchor()
    const within = (anchor?.top() ?? 0) - this.getBoundingClientRect().top
    this.#scroll.around(() => {
      const hasOthers = change() !== false
      if (hasOthers) this.#layOut(anchor && this.#shown.window.offsetOf(anchor.key) - within)
    }, () => anchor)
    this.#showButton()
  }

  /** @param {number | null} place where the view is, counted anew: what came before it moves it along */
  #layOut(place) {
    const { scrollTop, clientHeight } = this
    const around = clientHeight * AROUND_VIEW
    const isWhole = this.#isPrinting
    this.#laidOutAt = scrollTop
    if (this.#scroll.isFollowing) {
      const { height } = this.#shown.window
      return this.#shown.layOut({ top: height - clientHeight - around, bottom: Infinity, isWhole })
    }
    const top = place ?? scrollTop - this.#list.offsetTop
    this.#shown.layOut({ top: top - around, bottom: top + clientHeight + around, isWhole })
  }

  #anchor = () => {
    const { top, bottom } = this.getBoundingClientRect()
    const turn = this.#shown.firstBetween(top, bottom)
    return turn && { key: turn.turn.key, top: () => turn.isConnected ? turn.getBoundingClientRect().top : null }
  }

  #scrolled = () => {
    this.#scroll.scrolled()
    if (Math.abs(this.scrollTop - this.#laidOutAt) > this.clientHeight / 2) this.#change(() => {})
    else this.#showButton()
    if (this.scrollTop < NEAR_BEGINNING && !this.#scroll.isFollowing) this.#wantEarlier()
  }

  #wished = (/** @type {Event} */ event) => {
    if (goesUp(event)) this.#scroll.letGo()
  }

  #printed = (/** @type {Event} */ event) => {
    this.#isPrinting = event.type === "beforeprint"
    this.#change(() => {})
  }

  /** @param {ResizeObserverEntry[]} entries */
  #resized(entries) {
    const isNews = entries.map(({ target, borderBoxSize }) => {
      const { turn } = /** @type {ChatTurnElement} */ (target)
      return turn !== undefined && this.#shown.window.measure(turn.key, borderBoxSize[0]?.blockSize ?? 0)
    }).includes(true)
    if (this.#list.clientWidth !== this.#width) {
      if (this.#width > 0) this.#shown.window.forgetHeights()
      this.#width = this.#list.clientWidth
    }
    // Not at once: turns that come now would be measured in the same round, which browsers report as an error.
    if (isNews && this.#shown.hasGaps) this.#layOutSoon()
    if (this.#scroll.isFollowing) this.#scroll.toEnd()
    this.#showButton()
  }

  #layOutSoon() {
    if (this.#isLayingOut) return
    this.#isLayingOut = true
    requestAnimationFrame(() => {
      this.#isLayingOut = false
      if (this.isConnected) this.#change(() => {})
    })
  }

  #wantEarlier() {
    const first = this.#snapshot?.turns[0]?.key
    if (!this.#snapshot?.hasEarlier || this.#snapshot.isLoading || first === this.#wantedBefore) return
    this.#wantedBefore = first
    sayOnPage(this, "chat-earlier-wanted")
  }

  #leaveForEnd() {
    this.showEnd()
    this.focus({ preventScroll: true })
  }

  #showButton() {
    const isFar = !this.#scroll.isFollowing && this.#scroll.distance > FAR_FROM_END
    if (!isFar) this.#hasNews = false
    this.#toEnd.hidden = !isFar
    const label = this.words.text(this.#hasNews ? "transcript.end-news" : "transcript.end")
    if (isFar && this.#toEnd.textContent !== label) this.#toEnd.replaceChildren(answerIcon("end"), label)
  }

  #makeTurn() {
    const turn = /** @type {ChatTurnElement} */ (document.createElement("chat-turn"))
    return Object.assign(turn, { words: this.words, world: this.world, core: this.core })
  }

  /** @param {ChatTurnElement} turn @param {boolean} isShown */
  #turnShown(turn, isShown) {
    if (isShown) this.#sizes.observe(turn)
    else this.#sizes.unobserve(turn)
  }
}

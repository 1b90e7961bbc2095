/** @typedef {Pick<Element, "scrollTop" | "scrollHeight" | "clientHeight">} ScrollView */

/** Closer to the end than this is at the end, in pixels. */
const NEAR_END = 24

/**
 * Where the reader is in a text that grows: at its end, and then it follows the text; or somewhere else, and then nothing
 * moves under the reader's eyes.
 */
export class ScrollKeeper {
  isFollowing = true
  #top = 0
  #height = 0

  /** @param {ScrollView} view */
  constructor(view) {
    this.view = view
  }

  /** How far below the view the text goes on, in pixels. */
  get distance() {
    const { scrollTop, scrollHeight, clientHeight } = this.view
    return Math.max(0, scrollHeight - scrollTop - clientHeight)
  }

  /** The view was scrolled, by whomever. */
  scrolled() {
    const { scrollTop, scrollHeight } = this.view
    const wentUp = scrollTop < this.#top - 1 && scrollHeight >= this.#height
    if (this.distance <= NEAR_END && !wentUp) this.isFollowing = true
    else if (wentUp) this.isFollowing = this.distance <= 1
    this.#remember()
  }

  /** The reader wants to go up: said by a wheel or a finger before the view moves, so that no new text is quicker. */
  letGo() {
    if (this.view.scrollTop > 0) this.isFollowing = false
  }

  /** Goes to the end, and stays there. */
  toEnd() {
    this.isFollowing = true
    this.view.scrollTop = this.view.scrollHeight
    this.#remember()
  }

  /**
   * Changes what is in the view. A reader at the end is at the end again; for one elsewhere, what `anchor` names stays where it is.
   * @param {() => void} change
   * @param {() => { top: () => number | null } | null} anchor finds something that stays, and says where it is now
   */
  around(change, anchor) {
    const kept = this.isFollowing ? null : anchor()
    const before = kept?.top() ?? null
    change()
    if (this.isFollowing) return this.toEnd()
    const after = kept?.top() ?? null
    if (before !== null && after !== null) this.#shift(after - before)
  }

  /** @param {number} by */
  #shift(by) {
    if (Math.abs(by) >= 1) this.view.scrollTop += by
    this.#remember()
  }

  #remember() {
    this.#top = this.view.scrollTop
    this.#height = this.view.scrollHeight
  }
}

import { pageElement, sayOnPage } from "./page-element.js"
import { daysKept } from "./page-status.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { PageStatus } from "./page-status.js" */
/** @import { Words } from "../words/words.js" */

/** What stands where there are no turns: the greeting of a new conversation, or why one is not there. */
export class PageWelcome {
  /** @param {{ words: Words, again: () => void, begin: () => void }} options */
  constructor({ words, again, begin }) {
    this.words = words
    this.again = again
    this.begin = begin
    this.element = pageElement("div", { class: "welcome" })
    /** @type {string | null} */
    this.shown = null
  }

  /** @param {ChatSnapshot | null} snapshot null before the first is there @param {PageStatus | null} status @param {boolean} isLoggedIn */
  show(snapshot, status, isLoggedIn) {
    this.element.hidden = snapshot !== null && snapshot.turns.length > 0
    if (this.element.hidden) return
    const isGone = snapshot?.problem?.code === "not-found"
    const kind = !snapshot || !status
      ? "nothing"
      : snapshot.isLoading
      ? "loading"
      : snapshot.problem
      ? "problem"
      : "greeting"
    const days = status ? daysKept(status, isLoggedIn) : 0
    const shown = `${kind} ${days} ${snapshot?.problem?.code ?? ""}`
    if (this.shown === shown) return
    this.shown = shown
    this.element.dataset.kind = kind
    if (kind === "nothing") this.element.replaceChildren()
    else if (kind === "loading") this.element.replaceChildren(this.#line("page.loading", "welcome-waiting"))
    else if (kind === "problem") this.element.replaceChildren(...this.#problem(isGone, snapshot?.problem?.detail ?? ""))
    else this.element.replaceChildren(...this.#greeting(/** @type {PageStatus} */ (status), days))
  }

  /** @param {PageStatus} status @param {number} days */
  #greeting({ notice, examples, conversations }, days) {
    const text = this.words.text
    return [
      pageElement("h2", { class: "welcome-title" }, text("welcome.title")),
      pageElement("p", { class: "welcome-notice" }, notice),
      ...(examples.length === 0 ? [] : [
        pageElement("h3", { class: "welcome-label" }, text("welcome.examples")),
        pageElement(
          "ul",
          { class: "welcome-examples" },
          ...examples.slice(0, 6).map((question) => this.#example(question)),
        ),
      ]),
      pageElement(
        "p",
        { class: "welcome-kept" },
        !conversations.kept ? text("welcome.not-kept") : days > 0 ? text("welcome.kept", { days }) : "",
      ),
    ]
  }

  /** @param {string} question */
  #example(question) {
    const act = () => sayOnPage(this.element, "chat-asked", { q: question })
    return pageElement("li", {}, pageElement("button", { type: "button", dir: "auto", click: act }, question))
  }

  /** @param {boolean} isGone @param {string} detail */
  #problem(isGone, detail) {
    const act = isGone ? this.begin : this.again
    const button = pageElement(
      "button",
      { type: "button", class: "button main", click: act },
      this.words.text(isGone ? "page.new" : "page.again"),
    )
    return [
      this.#line(isGone ? "page.missing" : "page.load-failed", "welcome-problem"),
      pageElement("p", { class: "welcome-notice" }, isGone ? "" : detail),
      button,
    ]
  }

  /** @param {string} key @param {string} kind */
  #line(key, kind) {
    return pageElement("p", { class: kind, role: "status" }, this.words.text(key))
  }
}

import { pageElement } from "./page-element.js"

/** @import { PageStatus } from "./page-status.js" */
/** @import { Words } from "../words/words.js" */

/** What everybody should know now, above the conversation: of the operator, of the server's state, and of the network. */
export class PageNotices {
  #isOnline = true
  /** @type {PageStatus | null} */
  #status = null

  /** @param {Words} words */
  constructor(words) {
    this.words = words
    this.element = pageElement("div", { class: "notices", role: "status" })
  }

  /** @param {boolean} isOnline */
  showOnline(isOnline) {
    this.#isOnline = isOnline
    this.#show()
  }

  /** @param {PageStatus} status */
  showStatus(status) {
    this.#status = status
    this.#show()
  }

  #show() {
    const status = this.#status
    const own = [
      !this.#isOnline && "notice.offline",
      status?.draining && "notice.draining",
      status?.conversations.kept && !status.conversations.writable && "notice.not-writable",
    ]
    const notices = [
      ...own.flatMap((key) => key ? [{ level: "warning", text: this.words.text(key) }] : []),
      ...(status?.notices ?? []),
    ]
    if (notices.map(({ text }) => text).join("\n") === this.#shown()) return
    const lines = notices.map(({ level, text }) => pageElement("p", { class: `notice ${level}`, dir: "auto" }, text))
    this.element.replaceChildren(...lines)
  }

  #shown() {
    return [...this.element.children].map(({ textContent }) => textContent).join("\n")
  }
}

import { pageElement } from "./page-element.js"
import { PageDrawer } from "./page-drawer.js"
import { PageHeader } from "./page-header.js"
import { followReader } from "./page-reader.js"
import { pageNavigation } from "./page-navigation.js"
import { PageNotices } from "./page-notices.js"
import { PagePane } from "./page-pane.js"
import { PageTitle } from "./page-title.js"
import { PageToasts } from "./page-toasts.js"
import { PageWelcome } from "./page-welcome.js"
import { problemTitle } from "./turn-state.js"
import { openDebugPanel, openSettings, openShortcuts } from "./page-openings.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { Problem } from "../client/answer-state.js" */
/** @import { PageLife } from "./page-life.js" */
/** @import { PageLayout } from "./page-layout.js" */
/** @import { PageStatus } from "./page-status.js" */

/** What the page consists of, and how its parts lie beside or over each other. */
export class PageFrame {
  /** @type {PageLayout} */
  layout = "wide"

  /** @param {PageLife} life */
  constructor(life) {
    const { page } = life
    const { words, world } = page
    this.life = life
    this.words = words
    this.service = document.title
    this.hasDebug = false
    this.transcript = pagePart(page, "chat-transcript")
    this.composer = pagePart(page, "chat-composer")
    this.announcer = pagePart(page, "live-announcer")
    this.list =
      /** @type {import("./conversation-list.js").ConversationListElement} */ (pagePart(page, "conversation-list"))
    this.reading = pagePart(page, "reading-pane")
    this.reading.load = (/** @type {string} */ turn, /** @type {number} */ number) => life.api.passage(turn, number)
    this.header = new PageHeader({
      words,
      name: this.service,
      acts: {
        list: () => this.drawer.open(),
        new: () => void life.go(null),
        shortcuts: () => openShortcuts(life),
        settings: () => openSettings(life),
        login: () => life.account.name === null ? life.account.openLogin() : openSettings(life),
        debug: () => void openDebugPanel(life),
      },
    })
    this.title = new PageTitle({ words, exportAddress: (id, format) => life.api.exportAddress(id, format) })
    this.notices = new PageNotices(words)
    this.welcome = new PageWelcome({
      words,
      again: () => void life.show(life.current),
      begin: () => void life.go(null),
    })
    this.pane = new PagePane({ pane: this.reading, words })
    this.foot = pageElement("p", { class: "page-foot", hidden: true })
    this.navigation = pageNavigation(life, this.list)
    this.side = pageElement("div", { class: "page-side" }, this.navigation)
    this.drawer = new PageDrawer({
      content: this.navigation,
      home: this.side,
      label: words.text("page.conversations"),
      kind: "from-the-start",
      words,
    })
    this.main = pageElement(
      "main",
      { class: "page-main", id: "main", tabindex: -1 },
      this.title.element,
      this.notices.element,
      this.welcome.element,
      this.transcript,
      pageElement("div", { class: "page-ask" }, this.composer, this.foot),
    )
    page.append(
      skipLink(words.text("page.skip-to-main"), () => this.main.focus()),
      skipLink(words.text("page.skip-to-composer"), () => this.composer.focus()),
      this.header.element,
      this.side,
      this.main,
      this.pane.element,
      this.announcer,
    )
    this.toasts = new PageToasts({ home: page, words, world })
    followReader(this)
  }

  /** @param {Core} core */
  showCore(core) {
    this.transcript.core = this.reading.core = core
  }

  /** @param {PageStatus} status */
  showStatus(status) {
    this.composer.maximumCharacters = status.maximumCharacters
    this.foot.textContent = status.notice
    this.notices.showStatus(status)
    this.hasDebug = status.hasDebug || document.documentElement.dataset.debug === "on"
    this.header.showDebug(this.hasDebug)
    this.life.page.classList.toggle("keeps-nothing", !status.conversations.kept)
    if (status.name) this.header.showName(this.service = status.name)
  }

  /** @param {ChatSnapshot} snapshot */
  showChat(snapshot) {
    const { conversation, turns, running } = snapshot
    this.title.show(conversation)
    this.welcome.show(snapshot, this.life.status, this.life.account.name !== null)
    this.foot.hidden = turns.length === 0
    this.transcript.hidden = turns.length === 0
    this.transcript.snapshot = snapshot
    this.announcer.snapshot = snapshot
    this.composer.conversation = this.life.current
    this.composer.isRunning = running !== null
    this.composer.snapshot = snapshot
    document.title = conversation?.title ? `${conversation.title} – ${this.service}` : this.service
  }

  showList() {
    const { conversations, running, state, hasMore, q, archived } = this.life.shelf
    this.list.show({ conversations, running, state, hasMore, q, archived, current: this.life.current })
  }

  showPerson() {
    this.header.showAccount(this.life.account.isNeeded, this.life.account.name)
  }

  /** The reader has gone to a conversation. The focus is where the next question is written, but where that calls a keyboard onto the screen. */
  arrive() {
    this.drawer.close()
    this.pane.close()
    if (this.layout === "narrow") this.title.focus()
    else this.composer.focus()
  }

  /** Of what was begun to be written, nothing is left in the browser. */
  forgetDrafts() {
    const { storage } = this.life.page.world
    for (const key of Object.keys(storage ?? {})) if (key.startsWith("kaya-draft:")) storage?.removeItem(key)
    this.composer.write("")
  }

  /** @param {Problem} problem */
  sayProblem(problem) {
    const title = problemTitle(problem, this.words, this.life.page.world.online())
    this.toasts.show(this.words.text("page.problem", { title }))
  }
}

/** @param {string} label @param {() => void} act */
function skipLink(label, act) {
  const link = pageElement("a", { class: "skip", href: "#main" }, label)
  link.addEventListener("click", (event) => {
    event.preventDefault()
    act()
  })
  return link
}

/** An element that `page.js` has defined, with what all of them take. @param {{ words: unknown, world: unknown }} page @param {string} tag @returns {any} */
function pagePart(page, tag) {
  return Object.assign(document.createElement(tag), { words: page.words, world: page.world })
}

import { KayaAPI } from "../client/kaya-api.js"
import { streamingChat } from "../client/streaming-chat.js"
import { PageAccount } from "./page-account.js"
import { OpenChats } from "./page-chats.js"
import { PageFrame } from "./page-frame.js"
import { listenToConversations, listenToTurns } from "./page-intents.js"
import { listenToKeys } from "./page-keys.js"
import { PagePreferences } from "./page-preferences.js"
import { conversationAddress, conversationOfPath } from "./page-route.js"
import { ConversationShelf } from "./page-shelf.js"
import { readPageStatus } from "./page-status.js"

/** @import { ChatSnapshot } from "../client/chat-store.js" */
/** @import { KayaPageElement } from "./kaya-page.js" */
/** @import { PageStatus } from "./page-status.js" */

/** What happens in the page: which conversation is shown, what is known of it, and who is told. How it looks is `PageFrame`'s. */
export class PageLife {
  /** @type {PageStatus | null} */
  status = null
  /** The conversation that is shown; null is a new one. @type {string | null} */
  current = null
  /** @type {string | null} */
  #forcedRung = null
  /** Ends the feed, once there is one. @type {AbortController | null} */
  #feed = null
  /** What was shown when a login ended by itself, until somebody goes elsewhere. @type {string | null} */
  #left = null

  /** @param {KayaPageElement} page */
  constructor(page) {
    const { words, world } = page
    this.page = page
    this.preferences = new PagePreferences(world.storage)
    this.api = new KayaAPI({
      fetch: /** @type {typeof fetch} */ (world.fetch),
      language: words.language,
      onLoggedOut: () => this.account.ended(),
    })
    this.account = new PageAccount({
      onProblem: (problem) => this.frame.sayProblem(problem),
      api: this.api,
      words,
      onLeave: () => this.shelf.confirmAll(),
      onChange: (...change) => void this.#changePerson(...change),
    })
    this.frame = new PageFrame(this)
    this.shelf = new ConversationShelf({
      api: this.api,
      world,
      onChange: () => this.frame.showList(),
      onProblem: (problem) => this.frame.sayProblem(problem),
    })
    page.core.onStart = (core) => this.frame.showCore(core)
    this.frame.composer.addEventListener("input", () => void page.core.load(), { once: true })
    listenToConversations(this)
    listenToTurns(this)
    listenToKeys(this)
    addEventListener("popstate", () => void this.show(conversationOfPath(location.pathname)))
    addEventListener("pagehide", () => this.shelf.leave())
    addEventListener("storage", ({ key }) => this.preferences.readAgain(key))
    /** @type {Promise<OpenChats>} */
    this.chats = this.#start()
  }

  /** The one way in which answers are read, this one too if it runs; null is whichever works. The debug panel sets it. */
  get forcedRung() {
    return this.#forcedRung
  }

  set forcedRung(rung) {
    this.#forcedRung = rung
    void this.chats.then((chats) => chats.current.readAnew(rung))
  }

  /** Goes to a conversation; null is a new one. @param {string | null} id */
  async go(id) {
    this.#left = null
    const address = conversationAddress(id)
    if (address !== location.pathname + location.search) history.pushState(null, "", address)
    await this.show(id)
    this.frame.arrive()
  }

  /** Shows a conversation, whatever the address says. @param {string | null} id */
  async show(id) {
    if (id !== null) void this.page.core.load()
    const chats = await this.chats
    this.current = id
    this.frame.showList()
    // Until it is loaded, its snapshot says so.
    void chats.show(id)
  }

  async #start() {
    const { api, page, frame } = this
    const opened = conversationOfPath(location.pathname)
    const isRead = opened === null ? null : page.core.load()
    const [status] = await Promise.all([readPageStatus(api), this.account.readName(), isRead])
    this.status = status
    const isKept = status.conversations.kept
    const chats = new OpenChats({
      make: () =>
        streamingChat({
          api,
          mode: isKept ? "conversation" : "simple",
          core: () => page.core.current,
          world: page.world,
          language: page.words.language,
          style: () => this.preferences.get("style"),
          rung: this.#forcedRung,
          wantsFrames: () => page.traces.isHeard,
          onTrace: (trace, turn) => page.traces.push({ ...trace, turn: turn.key }),
        }),
      onChange: (snapshot) => frame.showChat(snapshot),
      onConversation: (conversation, isShown) => this.#know(conversation, isShown),
    })
    frame.showStatus(status)
    frame.showPerson()
    if (this.account.hasRunOut) this.#askToLogInAgain(opened)
    if (isKept) void this.#followConversations(chats)
    this.current = isKept ? opened : null
    void chats.show(this.current)
    page.dataset.ready = "true"
    return chats
  }

  /** @param {OpenChats} chats */
  async #followConversations(chats) {
    await this.shelf.load()
    if (this.shelf.state === "failed" && this.shelf.problem?.code === "unauthorized") this.#needLogin()
    if (this.shelf.conversations.length === 0) return
    void this.page.core.load()
    this.#followRunning(chats)
  }

  /** The server has a feed for those who have a conversation; whoever has none yet would be refused. @param {OpenChats} chats */
  #followRunning(chats) {
    if (this.#feed) return
    const feed = this.#feed = new AbortController()
    const onRunning = (/** @type {{ turn: string, conversation: string }[]} */ running) => {
      this.shelf.setRunning(running.map(({ conversation }) => conversation))
      chats.attach(running)
    }
    // One that was refused may be followed once a conversation is known.
    void this.api.feed(onRunning, feed.signal).then(() => this.#feed === feed && (this.#feed = null))
  }

  /** @param {NonNullable<ChatSnapshot["conversation"]>} conversation @param {boolean} isShown */
  #know(conversation, isShown) {
    if (isShown && this.current !== conversation.id) {
      this.current = conversation.id
      history.replaceState(null, "", conversationAddress(conversation.id))
    }
    this.shelf.put(conversation)
    void this.chats.then((chats) => this.#followRunning(chats))
  }

  /** Somebody else sees other conversations, and nothing of those before. @param {string | null} message @param {boolean} hasLeft */
  async #changePerson(message, hasLeft) {
    const chats = await this.chats
    this.#feed?.abort()
    this.#feed = null
    if (hasLeft) this.frame.forgetDrafts()
    const { name, nameBefore } = this.account
    const leavesVisitors = name !== null && this.shelf.conversations.length > 0
    this.shelf.clear()
    const shown = name === null ? this.current : null
    await this.go(name !== null && (nameBefore ?? name) === name ? this.#left : null)
    if (!hasLeft) this.#left = shown
    chats.closeOthers()
    this.frame.showPerson()
    if (message) this.frame.toasts.show(message)
    if (leavesVisitors) this.frame.toasts.show(this.page.words.text("login.visitors"))
    this.status = await readPageStatus(this.api)
    this.frame.showStatus(this.status)
    if (this.status.conversations.kept) void this.#followConversations(chats)
  }

  /** @param {string | null} shown */
  #askToLogInAgain(shown) {
    this.#left = shown
    this.frame.toasts.show(this.page.words.text("login.ended"))
    this.account.openLogin()
  }

  #needLogin() {
    this.account.isNeeded = true
    this.frame.showPerson()
    this.account.openLogin()
  }
}

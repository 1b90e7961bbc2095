import { pageElement } from "../chat/page-element.js"
import { readPageStatus } from "../chat/page-status.js"
import { SpokenTurn } from "../chat/spoken-turn.js"
import { loadCore } from "../markdown/kaya-core.js"
import { defaultWorld } from "../transport/world.js"
import { hasEnded } from "./answer-state.js"
import { EmbeddedComposer } from "./embedded-composer.js"
import { EMBEDDED_STYLE } from "./embedded-style.js"
import { EmbeddedTurn } from "./embedded-turn.js"
import { embeddedWords } from "./embedded-words.js"
import { KayaAPI } from "./kaya-api.js"
import { streamingChat } from "./streaming-chat.js"

/** @import { Core } from "../markdown/kaya-core.js" */
/** @import { SpeechMode } from "../chat/spoken-turn.js" */
/** @import { ChatStore } from "./chat-store.js" */

const SPOKEN_AT_MOST = 100
const NEAR_THE_END = 48

/**
 * A chat with a Kaya of another origin, for whoever comes by: nothing is kept, and no cookie is sent.
 *
 *     <script type="module" src="https://chat.example.org/page/files/client/kaya-chat.js"></script>
 *     <kaya-chat lang="de" heading="Fragen an das Bürgerbüro"></kaya-chat>
 *
 * Attributes: `src` (the server's origin, otherwise where the script came from), `lang`, `heading`, `speech` (`sentences`,
 * `end` or `off`). Says `chat-asked {q}`, which can be cancelled, and `chat-answered {turn}`.
 */
export class KayaChatElement extends HTMLElement {
  /** The origin that the script came from. */
  static home = ""

  /** @param {string} [tag] @param {CustomElementRegistry} [registry] */
  static define(tag = "kaya-chat", registry = customElements) {
    registry.define(tag, this)
  }

  /** @type {ChatStore | null} */
  #chat = null
  /** @type {Map<string, { view: EmbeddedTurn, speech: SpokenTurn, hasEnded: boolean }>} */
  #turns = new Map()
  /** @type {Core | null} */
  #core = null
  #world = defaultWorld()

  /** What was asked and answered, as far as it has come. */
  get turns() {
    return this.#chat?.getSnapshot().turns ?? []
  }

  /** The server's origin. */
  get src() {
    return (this.getAttribute("src") ?? KayaChatElement.home).replace(/\/$/, "")
  }

  set src(src) {
    this.setAttribute("src", src)
  }

  /** Asks, as if it had been written here. @param {string} q */
  ask(q) {
    const isWanted = this.dispatchEvent(
      new CustomEvent("chat-asked", { bubbles: true, composed: true, cancelable: true, detail: { q } }),
    )
    if (isWanted) this.#chat?.ask(q)
    this.#follow(true)
  }

  /** Stops the answer that runs. A question that the server is not known to have comes back to where it was written. */
  stop() {
    const key = this.#chat?.getSnapshot().running?.key
    this.#chat?.stop()
    const turn = this.turns.find((turn) => turn.key === key)
    if (turn && turn.id === null && hasEnded(turn)) this.composer?.write(turn.question)
  }

  // Lifecycle

  connectedCallback() {
    if (this.#chat) return
    const language = this.lang || this.closest("[lang]")?.getAttribute("lang") || navigator.language
    this.words = embeddedWords(language)
    this.#build()
    if (this.src === "") return this.#say(this.words.text("embedded.no-server"))
    this.#chat = streamingChat({ base: this.src, mode: "simple", language: this.words.language, world: this.#world })
    this.#chat.subscribe(() => this.#show())
    void this.#load()
    void this.#greet()
  }

  disconnectedCallback() {
    // An element that is moved is connected again before this runs.
    queueMicrotask(() => {
      if (this.isConnected || !this.#chat) return
      this.#chat.close()
      this.#chat = null
      for (const { view } of this.#turns.values()) view.end()
      this.#turns.clear()
    })
  }

  // Internal

  #build() {
    const { words } = this
    if (!words) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(EMBEDDED_STYLE)
    root.adoptedStyleSheets = [sheet]
    const heading = this.getAttribute("heading") || words.text("embedded.heading")
    this.list = pageElement("ol", { class: "turns", role: "list" })
    this.notice = pageElement("p", { class: "ai-notice", part: "notice" }, words.text("embedded.ai"))
    this.scroller = pageElement(
      "div",
      { class: "scroller", tabindex: 0, role: "region", "aria-label": words.text("embedded.turns") },
      this.notice,
      this.list,
    )
    this.speech = pageElement("div", { class: "for-ears", "aria-live": "polite", "aria-relevant": "additions" })
    this.composer = new EmbeddedComposer(words, {
      world: this.#world,
      ask: (q) => this.ask(q),
      stop: () => this.stop(),
    })
    const section = pageElement(
      "section",
      { lang: words.language, "aria-label": heading },
      pageElement("h2", { part: "heading" }, heading),
      this.scroller,
      this.composer.element,
      this.speech,
    )
    root.replaceChildren(section)
  }

  async #load() {
    try {
      const core = await loadCore(`${this.src}/page/files/markdown/kaya-core.wasm`)
      this.#core = core
      for (const { view } of this.#turns.values()) view.answer.setCore(core)
    } catch {
      // Without the core answers are shown as they were written.
    }
  }

  /** What the operator wants people to know before they ask, and how long a question may be. */
  async #greet() {
    const api = new KayaAPI({
      base: this.src,
      world: this.#world,
      credentials: "omit",
      authorization: () => Promise.resolve(null),
      language: this.words?.language,
    })
    const { notice, maximumCharacters } = await readPageStatus(api)
    if (notice && this.notice) this.notice.textContent = notice
    if (this.composer) this.composer.maximumCharacters = maximumCharacters
  }

  #show() {
    const snapshot = this.#chat?.getSnapshot()
    if (!snapshot || !this.list || !this.composer) return
    const isNear = this.#isNearTheEnd
    const shown = new Set(snapshot.turns.map(({ key }) => key))
    for (const [key, { view }] of this.#turns) if (!shown.has(key)) this.#remove(key, view)
    for (const turn of snapshot.turns) {
      const { view, speech } = this.#turnOf(turn.key)
      view.update(turn)
      for (const { text, language } of speech.read(turn)) this.#say(text, language)
      this.#tellEnd(turn)
    }
    this.composer.isRunning = snapshot.running !== null
    this.#follow(isNear)
  }

  /** @param {string} key */
  #turnOf(key) {
    const known = this.#turns.get(key)
    if (known) return known
    const words = this.words ?? embeddedWords("de")
    const actions = {
      again: (/** @type {string} */ key) => this.#again(key),
      discard: (/** @type {string} */ key) => this.#discard(key),
    }
    const view = new EmbeddedTurn({ words, world: this.#world, core: this.#core, actions })
    const mode = /** @type {SpeechMode} */ (this.getAttribute("speech") ?? "sentences")
    const made = { view, speech: new SpokenTurn(words, mode), hasEnded: false }
    this.#turns.set(key, made)
    this.list?.append(view.element)
    return made
  }

  /** @param {string} key */
  #again(key) {
    const turn = this.turns.find((turn) => turn.key === key)
    if (!turn || this.#chat?.getSnapshot().running) return
    const waits = (turn.problem?.retryAfter ?? 0) * 1000 > this.#world.now() - turn.since
    if (waits) return
    this.#chat?.repeat(key)
    if (turn.id === null) this.composer?.forget(turn.question)
    this.composer?.field.focus()
  }

  /** @param {string} key */
  #discard(key) {
    const turn = this.turns.find((turn) => turn.key === key)
    this.#chat?.discard(key)
    if (turn) this.composer?.write(turn.question)
  }

  /** @param {string} key @param {EmbeddedTurn} view */
  #remove(key, view) {
    view.end()
    view.element.remove()
    this.#turns.delete(key)
  }

  /** @param {import("./answer-state.js").Turn} turn */
  #tellEnd(turn) {
    const known = this.#turns.get(turn.key)
    if (!known || known.hasEnded === hasEnded(turn)) return
    known.hasEnded = hasEnded(turn)
    if (known.hasEnded) {
      this.dispatchEvent(new CustomEvent("chat-answered", { bubbles: true, composed: true, detail: { turn } }))
    }
  }

  /** @param {string} text @param {"de" | "en" | null} [language] */
  #say(text, language = null) {
    if (!this.speech) return
    if (this.speech.childElementCount >= SPOKEN_AT_MOST) this.speech.firstElementChild?.remove()
    this.speech.append(pageElement("p", { lang: language }, text))
  }

  get #isNearTheEnd() {
    const { scroller } = this
    return !!scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END
  }

  /** Keeps the end in view for whoever was there. @param {boolean} isWanted */
  #follow(isWanted) {
    if (isWanted && this.scroller) this.scroller.scrollTop = this.scroller.scrollHeight
  }
}

import { hasEnded } from "../client/answer-state.js"
import { textLanguage } from "../words/text-language.js"
import { SentenceCutter } from "./sentence-cutter.js"
import { spokenText } from "./spoken-text.js"
import { problemTitle } from "./turn-state.js"

/** @import { Turn } from "../client/answer-state.js" */
/** @import { Words } from "../words/words.js" */
/** @typedef {"sentences" | "end" | "off"} SpeechMode */
/** @typedef {{ text: string, language: "de" | "en" | null }} Said something to read out; null is the page's language */

/** What is read out of one answer while it comes: that it begins, each sentence or none, and how it ended. */
export class SpokenTurn {
  #cutter = new SentenceCutter()
  #length = 0
  #cutCount = 0
  #saidCount = 0
  #generation = 0
  #hasBegun = false
  #hasEnded = false
  #isOffline = false

  /** @param {Words} words @param {SpeechMode} mode */
  constructor(words, mode) {
    this.words = words
    this.mode = mode
  }

  /** What is to be said now; nothing is said twice. @param {Turn} turn @returns {Said[]} */
  read(turn) {
    if (this.mode === "off" || this.#hasEnded) return []
    const said = this.#offline(turn)
    if (turn.text !== "" && !this.#hasBegun) {
      this.#hasBegun = true
      said.push(phrase(this.words.text("speech.begins")))
    }
    if (this.mode === "sentences") said.push(...this.#sentences(turn))
    if (hasEnded(turn)) {
      this.#hasEnded = true
      said.push(phrase(this.#ending(turn)))
    }
    return said
  }

  /** @param {Turn} turn @returns {Said[]} */
  #offline(turn) {
    const isOffline = turn.state === "offline"
    const isNews = isOffline && !this.#isOffline
    this.#isOffline = isOffline
    return isNews ? [phrase(this.words.text("speech.offline"))] : []
  }

  /** @param {Turn} turn @returns {Said[]} */
  #sentences(turn) {
    // A second reading may come out differently; as many sentences as were said are not said again.
    if (turn.generation !== this.#generation) {
      this.#generation = turn.generation
      this.#cutter = new SentenceCutter()
      this.#length = this.#cutCount = 0
    }
    const sentences = this.#cutter.append(turn.text.slice(this.#length))
    this.#length = turn.text.length
    if (hasEnded(turn)) sentences.push(...this.#cutter.finish())
    const names = { codeName: this.words.text("answer.code"), tableName: this.words.text("answer.table") }
    const news = sentences.filter(() => (this.#cutCount += 1) > this.#saidCount)
    this.#saidCount += news.length
    const language = news.length > 0 ? textLanguage(turn.text) : null
    return news.map((sentence) => ({ text: spokenText(sentence, names), language })).filter(({ text }) => text !== "")
  }

  /** @param {Turn} turn */
  #ending(turn) {
    const { words } = this
    if (turn.state === "failed") {
      return words.text(turn.text === "" ? "speech.failed" : "speech.failed-text", {
        title: problemTitle(turn.problem, words),
      })
    }
    return words.text(turn.state === "done" && this.mode === "end" ? "speech.done-later" : `speech.${turn.state}`)
  }
}

/** @param {string} text of the page itself @returns {Said} */
function phrase(text) {
  return { text, language: null }
}

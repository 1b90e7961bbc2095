import { answerEnglish } from "./answer-english.js"
import { answerGerman } from "./answer-german.js"
import { pageEnglish } from "./page-english.js"
import { pageGerman } from "./page-german.js"

/**
 * What the page says: a sentence with places like `{count}`, or a function where the words depend on a number.
 * @typedef {string | ((values: Record<string, string | number>) => string)} Phrase
 */
/**
 * @typedef {object} Words
 * @property {"de" | "en"} language
 * @property {(key: string, values?: Record<string, string | number>) => string} text the words for a key; a key that has
 *   none is given back, so that a mistake is seen and nothing stops
 */

/** @type {Record<"de" | "en", Record<string, Phrase>>} */
const PHRASES = { de: { ...pageGerman, ...answerGerman }, en: { ...pageEnglish, ...answerEnglish } }

/** The words of the page in a language; German for every language but English. @param {string} language @returns {Words} */
export function wordsFor(language) {
  const known = language.toLowerCase().startsWith("en") ? "en" : "de"
  const phrases = PHRASES[known]
  return {
    language: known,
    text(key, values = {}) {
      const phrase = phrases[key] ?? key
      if (typeof phrase === "function") return phrase(values)
      return phrase.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place))
    },
  }
}

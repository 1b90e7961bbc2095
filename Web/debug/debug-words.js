import { debugEnglish } from "./debug-english.js"
import { debugGerman } from "./debug-german.js"

/** @typedef {(key: string, values?: Record<string, string | number>) => string} Say */

/** What debug/ says in a language. A key without words is given back. @param {"de" | "en"} language @returns {Say} */
export function debugWords(language) {
  const words = language === "de" ? debugGerman : debugEnglish
  return (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place))
}

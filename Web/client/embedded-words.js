import { wordsFor } from "../words/words.js"

/** @import { Words } from "../words/words.js" */

const EMBEDDED_PHRASES = {
  de: {
    "embedded.heading": "Fragen Sie uns",
    "embedded.turns": "Fragen und Antworten",
    "embedded.ask": "Ihre Frage",
    "embedded.send": "Senden",
    "embedded.stop": "Anhalten",
    "embedded.again": "Noch einmal fragen",
    "embedded.send-again": "Noch einmal senden",
    "embedded.discard": "Frage zurücknehmen",
    "embedded.ai": "Hier antwortet eine KI. Prüfen Sie Wichtiges an der genannten Quelle.",
    "embedded.sources": "Quellen",
    "embedded.new-window": "öffnet ein neues Fenster",
    "embedded.you": "Sie fragten:",
    "embedded.answer": "Antwort:",
    "embedded.too-long": "Die Frage ist um {count} Zeichen zu lang.",
    "embedded.no-server": "Dieser Chat ist nicht eingerichtet: Es fehlt die Adresse des Servers (src).",
  },
  en: {
    "embedded.heading": "Ask us",
    "embedded.turns": "Questions and answers",
    "embedded.ask": "Your question",
    "embedded.send": "Send",
    "embedded.stop": "Stop",
    "embedded.again": "Ask again",
    "embedded.send-again": "Send again",
    "embedded.discard": "Take the question back",
    "embedded.ai": "An AI answers here. Check what matters at the source it names.",
    "embedded.sources": "Sources",
    "embedded.new-window": "opens a new window",
    "embedded.you": "You asked:",
    "embedded.answer": "Answer:",
    "embedded.too-long": "The question is {count} characters too long.",
    "embedded.no-server": "This chat is not set up: the server's address (src) is missing.",
  },
}

/** The words of the page and of `<kaya-chat>` in a language; German for every language but English. @param {string} language @returns {Words} */
export function embeddedWords(language) {
  const page = wordsFor(language)
  const own = /** @type {Record<string, string>} */ (EMBEDDED_PHRASES[page.language])
  return {
    language: page.language,
    text: (key, values = {}) =>
      own[key]?.replace(/\{(\w+)\}/g, (_, name) => String(values[name])) ?? page.text(key, values),
  }
}

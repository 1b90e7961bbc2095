const GERMAN_WORDS = wordSet(`
  das dem ein eine einen einem einer eines und oder aber nicht ich sie wir ihr mich mir mein meine meinen
  meinem meiner dein deine unser unsere wie wann wer wen wem welche welcher welches welchen warum wieso weshalb
  wozu womit wofür woher wohin bei beim mit nach von vom zum zur für fuer fur auf aus ist sind wird werden
  wurde habe hat haben hatte kann kannst können koennen konnen muss muß müssen muessen mussen soll sollen darf
  dürfen duerfen durfen möchte moechte mochte brauche braucht bekomme bekommt gibt kostet wenn weil dass auch
  noch nur schon mal denn ohne über ueber uber unter zwischen gegen durch sich kein keine keinen viel viele
  lange hier dort jetzt heute bitte danke hallo moin guten tag gerne wegen neue neuen neuer neues neu mach
  machen tun geht gehen kriege krieg beantragen anmelden melden`)

const ENGLISH_WORDS = wordSet(`
  the and but not you she they your our their are been had does did how what where when which who whom why can
  could may must should would shall from with without this that these those there here need get apply much many
  long please hello new some any about into them its register change book open opening close`)

/** No more than this is looked at. */
const LOOKED_AT = 4000
const WORDS_LOOKED_AT = 200
/** Code and addresses are in no language. */
const NOT_PROSE = /```[^]*?(?:```|$)|`[^`\n]*`|https?:\/\/\S+/g

/**
 * The language that a text is certain to be in, German or English; null for what is too short to tell, mixed, or in a third
 * language. Two different words have to speak for it, and one in eight; words of two letters, umlauts, code and addresses
 * say nothing. The server tells it in the same way.
 * @param {string} text @returns {"de" | "en" | null}
 */
export function textLanguage(text) {
  const prose = text.slice(0, LOOKED_AT).toLowerCase().replace(NOT_PROSE, " ")
  const words = (prose.match(/[\p{Alphabetic}\p{M}]+/gu) ?? []).slice(0, WORDS_LOOKED_AT)
  const german = words.filter((word) => GERMAN_WORDS.has(word)),
    english = words.filter((word) => ENGLISH_WORDS.has(word))
  const speaking = german.length > english.length ? german : english
  const lead = Math.abs(german.length - english.length)
  if (new Set(speaking).size < 2 || lead * 8 < words.length || lead === 0) return null
  return speaking === german ? "de" : "en"
}

/** Marks what an element shows with its language, so that it is read out in it. @param {Element} element @param {string} text */
export function markLanguage(element, text) {
  const language = textLanguage(text)
  if (language === null) element.removeAttribute("lang")
  else if (element.getAttribute("lang") !== language) element.setAttribute("lang", language)
}

/** @param {string} words */
function wordSet(words) {
  return new Set(words.trim().split(/\s+/))
}

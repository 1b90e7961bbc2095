const GERMAN_WORDS = wordSet(`
  der das den dem des ein eine einen einem einer eines und oder aber nicht ich du er sie es wir ihr mich mir
  mein meine meinen meinem meiner dein deine unser unsere wie wo wann wer wen wem welche welcher welches
  welchen warum wieso weshalb wozu womit wofür woher wohin bei beim mit nach von vom zu zum zur für fuer fur
  auf aus im ist sind wird werden wurde habe hat haben hatte kann kannst können koennen konnen muss muß müssen
  muessen mussen soll sollen darf dürfen duerfen durfen möchte moechte mochte brauche braucht bekomme bekommt
  gibt kostet wenn weil dass auch noch nur schon mal denn ohne über ueber uber unter zwischen gegen durch sich
  man kein keine keinen viel viele lange hier dort jetzt heute bitte danke hallo moin guten tag gerne wegen
  neue neuen neuer neues neu mach machen tun geht gehen kriege krieg beantragen anmelden melden`)

const ENGLISH_WORDS = wordSet(`
  the a and or but not i you he she we they my your our their it is are be been have has had do does did how
  what where when which who whom why can could may must should would shall of to for from with without on at by
  as this that these those if there here need want get apply much many long please hello new some any about
  into me us them its register change book find open opening close`)

/** No more than this is looked at. */
const LOOKED_AT = 4000
const WORDS_LOOKED_AT = 200

/**
 * The language that a text is certain to be in, German or English; null for what is too short to tell, mixed, or in a third
 * language. Two words have to speak for it, and one in seven; umlauts say nothing. The server tells it in the same way.
 * @param {string} text @returns {"de" | "en" | null}
 */
export function textLanguage(text) {
  const words = (text.slice(0, LOOKED_AT).toLowerCase().match(/[\p{Alphabetic}\p{M}]+/gu) ?? []).slice(
    0,
    WORDS_LOOKED_AT,
  )
  const lead = words.reduce((sum, word) => sum + Number(GERMAN_WORDS.has(word)) - Number(ENGLISH_WORDS.has(word)), 0)
  if (Math.abs(lead) < 2 || Math.abs(lead) * 7 < words.length) return null
  return lead > 0 ? "de" : "en"
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

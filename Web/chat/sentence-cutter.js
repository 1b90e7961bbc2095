const SHORTENED = new Set(
  ("nr bzw ca dr prof evtl ggf ggfs inkl exkl zzgl str tel abs art vgl st hr fr frl mio mrd max min geb gem lfd sog std sek " +
    "jan feb mrz apr jun jul aug sep sept okt nov dez mo di mi do sa abb anm bspw dipl gez hrsg ing jh mtl rd s tgl ugs urspr usf " +
    "verh zt zz mr mrs ms jr sr inc ltd approx dept est fig pp oct dec e.g i.e vs").split(" "),
)
/** These may end a sentence; they do where a capital letter follows. */
const LISTS_ON = new Set(["usw", "etc", "uvm", "al"])
const NUMBER_FOLLOWS = new Set(["no", "p", "vol", "ch"])

const SENTENCE_ENDS = /[.!?…]+[)\]"'»«“”’*_~`]*(?=\s+\S)/gu
const BLOCK_ENDS = /\n[ \t]*\n|\n(?=[ \t]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ \t]+\S|`{3}|~{3}))/g
const FENCE_LINE = /^[ \t]*(`{3,}|~{3,}).*\n/
const LAST_WORD = /[\p{L}\p{N}.]+$/u

/**
 * Cuts a text that is still arriving into sentences. Each comes once, as soon as it is certain that it has ended.
 *
 * Headings, items and tables end as sentences do. Of code comes its first line, the fence.
 */
export class SentenceCutter {
  #rest = ""
  /** The fence of the code that is being read; "" outside of code. */
  #fence = ""

  /** Reads on. @param {string} text @returns {string[]} the sentences that were completed */
  append(text) {
    this.#rest += text
    const sentences = /** @type {string[]} */ ([])
    while (this.#fence ? this.#skipCode() : this.#takeBlock(sentences));
    if (!this.#fence && !isTable(this.#rest)) this.#rest = takeSentences(this.#rest, sentences)
    return sentences
  }

  /** Nothing more comes. @returns {string[]} what was left */
  finish() {
    const rest = this.#fence ? "" : this.#rest
    this.#rest = this.#fence = ""
    return sentencesOf(rest)
  }

  /** Skips lines of code. @returns {boolean} whether the code has ended */
  #skipCode() {
    for (let end = this.#rest.indexOf("\n"); end >= 0; end = this.#rest.indexOf("\n")) {
      const line = this.#rest.slice(0, end).trim()
      this.#rest = this.#rest.slice(end + 1)
      if (line.startsWith(this.#fence) && line.replaceAll(this.#fence.charAt(0), "") === "") {
        this.#fence = ""
        return true
      }
    }
    return false
  }

  /** Takes a whole block off the front. @param {string[]} sentences @returns {boolean} whether there was one */
  #takeBlock(sentences) {
    const blank = /^(?:[ \t]*\n)+/.exec(this.#rest)
    if (blank) this.#rest = this.#rest.slice(blank[0].length)
    const fence = FENCE_LINE.exec(this.#rest)
    if (fence) {
      this.#fence = fence[1] ?? ""
      sentences.push(this.#fence)
      this.#rest = this.#rest.slice(fence[0].length)
      return true
    }
    BLOCK_ENDS.lastIndex = 0
    const end = BLOCK_ENDS.exec(this.#rest)
    if (!end || /^[ \t]*(`{3}|~{3})/.test(this.#rest)) return false
    sentences.push(...sentencesOf(this.#rest.slice(0, end.index)))
    this.#rest = this.#rest.slice(end.index + end[0].length)
    return true
  }
}

/** A table is not cut: it is one thing to say. @param {string} block */
function isTable(block) {
  return /^\s*\|/.test(block)
}

/** @param {string} block @returns {string[]} */
function sentencesOf(block) {
  const sentences = /** @type {string[]} */ ([])
  const rest = isTable(block) ? block : takeSentences(block, sentences)
  if (rest.trim()) sentences.push(rest.trim())
  return sentences
}

/** Takes whole sentences off the front. @param {string} text @param {string[]} sentences @returns {string} the rest */
function takeSentences(text, sentences) {
  let start = 0
  SENTENCE_ENDS.lastIndex = 0
  for (let found = SENTENCE_ENDS.exec(text); found; found = SENTENCE_ENDS.exec(text)) {
    const end = found.index + found[0].length
    if (!endsSentence(text.slice(start, found.index), found[0], text.slice(end))) continue
    const sentence = text.slice(start, end).trim()
    if (sentence) sentences.push(sentence)
    start = end
  }
  return text.slice(start)
}

/** @param {string} before @param {string} mark @param {string} after begins with white space */
function endsSentence(before, mark, after) {
  const next = after.trimStart()
  if (/^["'»«“„‘(\[*_~`]*\p{Ll}/u.test(next)) return false
  if (!mark.startsWith(".") || mark.startsWith("..")) return true
  const word = LAST_WORD.exec(before)?.[0] ?? ""
  const small = word.toLowerCase()
  if (/(?:^|[\s(„"–-])\d{1,2}$/.test(before) || /^\d+$/.test(before.trim())) return false
  if (/^(?:\p{L}\.)*\p{L}$/u.test(word)) return false
  if (NUMBER_FOLLOWS.has(small)) return !/^\d/.test(next)
  if (LISTS_ON.has(small)) return /^\p{Lu}/u.test(next)
  return !SHORTENED.has(small)
}

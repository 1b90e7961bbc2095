import { element } from "./markdown-elements.js"

/**
 * An element for a piece of text, how many texts make it, and whether it goes around what follows.
 * @typedef {object} InlineKind
 * @property {number} pieces
 * @property {boolean} [isSpan]
 * @property {(document: Document, ...pieces: string[]) => Element} [make]
 */

export const TEXT = 16
export const SOFT_BREAK = 18
export const EXIT = 31

const LINKED = new Set(["http:", "https:", "mailto:", "tel:"])
const LOADED = new Set(["http:", "https:"])

/** What has no `make` is text: also raw HTML, whatever it says. @type {Record<number, InlineKind>} */
export const INLINE_KINDS = {
  [TEXT]: { pieces: 1 },
  17: { pieces: 1, make: (document, code) => element(document, "code", {}, code) },
  [SOFT_BREAK]: { pieces: 0 },
  19: { pieces: 0, make: (document) => element(document, "br", {}) },
  20: { pieces: 3, make: image },
  21: { pieces: 1, make: sourceMark },
  22: { pieces: 1 },
  24: { pieces: 0, isSpan: true, make: (document) => element(document, "em", {}) },
  25: { pieces: 0, isSpan: true, make: (document) => element(document, "strong", {}) },
  26: { pieces: 0, isSpan: true, make: (document) => element(document, "del", {}) },
  27: { pieces: 2, isSpan: true, make: link },
  [EXIT]: { pieces: 0 },
}

/** @param {Document} document @param {string[]} pieces */
function link(document, ...[address = "", title = ""]) {
  return element(document, "a", { href: checked(document, address, LINKED), title, rel: "noopener noreferrer" })
}

/** @param {Document} document @param {string[]} pieces */
function image(document, ...[address = "", title = "", description = ""]) {
  const src = checked(document, address, LOADED)
  const made = element(document, "img", { title, loading: "lazy", referrerpolicy: "no-referrer", src })
  made.setAttribute("alt", description)
  return made
}

/** @param {Document} document @param {string[]} pieces */
function sourceMark(document, ...[number = ""]) {
  return element(document, "sup", { class: "source-mark", "data-source": number }, `[${number}]`)
}

/** An address, or "" when no answer may lead there, by the browser's own reading of it.
 * @param {Document} document @param {string} address @param {Set<string>} schemes */
function checked(document, address, schemes) {
  try {
    return schemes.has(new URL(address, document.baseURI).protocol) ? address : ""
  } catch {
    return ""
  }
}

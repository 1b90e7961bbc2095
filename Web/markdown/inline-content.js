import { EXIT, INLINE_KINDS, SOFT_BREAK, TEXT } from "./inline-elements.js"

/**
 * A piece of content: its node, and the span in which the next one goes, null for the leaf itself.
 * @typedef {{ kind: number, key: string, node: ChildNode | null, span: Element | null }} Entry
 */

/**
 * The content of a leaf block: text and spans, cut back and grown at the end.
 *
 * What is cut back stays on the page until something else comes in its place, or nothing: so a node that is cut back and
 * comes again is the same node.
 */
export class InlineContent {
  /** @type {Entry[]} */
  #entries = []
  /** How many entries hold. */
  #kept = 0

  /**
   * @param {Element} element what holds the content; another one when the block becomes another
   * @param {{ operations: number }} tally counts the changes to the document
   */
  constructor(element, tally) {
    this.element = element
    this.tally = tally
  }

  /** @param {number} count how many entries hold */
  keep(count) {
    if (count > this.#entries.length) throw new RangeError("a patch keeps more than there is")
    this.#kept = count
  }

  /** Nothing comes any more in place of what was cut back. */
  settle() {
    this.#cut(this.#kept)
  }

  /** @param {number} kind @param {string[]} pieces */
  add(kind, pieces) {
    const key = kind === TEXT ? "" : pieces.join("\0")
    const old = this.#entries[this.#kept]
    if (old && old.kind === kind && old.key === key) {
      if (kind === TEXT) this.#setText(/** @type {Text} */ (old.node), pieces[0] ?? "")
    } else {
      this.#cut(this.#kept)
      this.#entries.push(this.#entry(kind, key, pieces))
    }
    this.#kept += 1
  }

  /** @param {string} text */
  extendText(text) {
    this.tally.operations += 1
    this.#lastText().appendData(text)
  }

  /** @param {number} _bytes how many bytes are cut off the end @param {number} count the same in code units @param {string} text */
  replaceTextEnd(_bytes, count, text) {
    this.tally.operations += 1
    const node = this.#lastText()
    if (count > node.length) throw new RangeError("a patch cuts off more text than there is")
    node.replaceData(node.length - count, count, text)
  }

  #lastText() {
    const last = this.#entries[this.#kept - 1]
    if (last?.kind !== TEXT) throw new RangeError("a patch changes text where there is none")
    return /** @type {Text} */ (last.node)
  }

  /** @param {number} kind @param {string} key @param {string[]} pieces @returns {Entry} */
  #entry(kind, key, pieces) {
    const span = this.#entries.at(-1)?.span ?? null
    if (kind === EXIT) {
      const around = span?.parentElement
      return { kind, key, node: null, span: around && around !== this.element ? around : null }
    }
    const document = this.element.ownerDocument
    const { make, isSpan } = INLINE_KINDS[kind] ?? {}
    const made = make?.(document, ...pieces)
    const node = made ?? document.createTextNode(kind === SOFT_BREAK ? "\n" : (pieces[0] ?? ""))
    const parent = span ?? this.element
    parent.append(node)
    this.tally.operations += 1
    return { kind, key, node, span: isSpan && made ? made : span }
  }

  /** Takes entries off the end; the nodes within a span that goes go with it. @param {number} first */
  #cut(first) {
    if (first === this.#entries.length) return
    let depth = 0
    for (const { kind, node } of this.#entries.splice(first)) {
      if (depth === 0 && node) {
        node.remove()
        this.tally.operations += 1
      }
      if (INLINE_KINDS[kind]?.isSpan) depth += 1
      else if (kind === EXIT && depth > 0) depth -= 1
    }
  }

  /** Changes only the part of a text that is another. @param {Text} node @param {string} text */
  #setText(node, text) {
    const old = node.data
    if (old === text) return
    const shorter = Math.min(old.length, text.length)
    let start = 0
    while (start < shorter && old[start] === text[start]) start += 1
    let end = 0
    while (end < shorter - start && old.at(-1 - end) === text.at(-1 - end)) end += 1
    node.replaceData(start, old.length - start - end, text.slice(start, text.length - end))
    this.tally.operations += 1
  }
}

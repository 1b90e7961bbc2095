import { ByteReader } from "./byte-reader.js"
import { InlineContent } from "./inline-content.js"
import { INLINE_KINDS } from "./inline-elements.js"
import { changeAttributes, makeBlock, makeCheckBox, place, readShape } from "./markdown-elements.js"

/** @import { Shape } from "./markdown-elements.js" */
/**
 * A block on the page: what lies in its parent, what holds its content, and the box of a task.
 * @typedef {object} Block
 * @property {Shape} shape
 * @property {Element} outside
 * @property {InlineContent} content
 * @property {Element | null} box
 * @property {Block | null} parent
 * @property {Set<number>} children
 */

/**
 * Brings an element to what an answer has become, patch by patch. A node that stays what it is stays where it is, and so
 * do selections, focus and scroll positions.
 */
export class MarkdownPatches {
  /** How many changes to the document there were. */
  operations = 0
  /** @type {Map<number, Block>} */
  #blocks = new Map()
  /** @type {InlineContent | null} */
  #leaf = null

  /** @type {Record<number, (reader: ByteReader) => void>} */
  #patches = {
    1: (reader) => this.#open(reader.number(), this.#block(reader.number()), reader),
    2: (reader) => this.#change(this.#block(reader.number()), reader),
    3: (reader) => this.#remove(reader.number()),
    4: (reader) => void reader.number(),
    5: (reader) => this.#select(this.#block(reader.number()).content, reader.number()),
    6: (reader) => this.#selected().extendText(reader.text()),
    7: (reader) => this.#selected().replaceTextEnd(reader.number(), reader.number(), reader.text()),
  }

  /** @param {Element} container an empty element for the answer */
  constructor(container) {
    this.document = container.ownerDocument
    this.#keep(0, { tag: "", attributes: {} }, container, container, null)
  }

  /** @param {Uint8Array} patches as `Answer` gives them */
  apply(patches) {
    const reader = new ByteReader(patches)
    while (!reader.isAtEnd) {
      const code = reader.byte()
      const patch = this.#patches[code]
      if (patch) patch(reader)
      else this.#add(code, reader)
    }
    this.#leaf?.settle()
  }

  /** @param {number} id @param {Block} parent @param {ByteReader} reader */
  #open(id, parent, reader) {
    const shape = readShape(reader, parent.shape.tag === "li")
    const { outside, inside } = makeBlock(this.document, shape)
    this.#insert(outside, place(parent.content.element, shape))
    const block = this.#keep(id, shape, outside, inside, parent)
    if (shape.task) this.#setTask(block)
    parent.children.add(id)
  }

  /** @param {Block} block @param {ByteReader} reader */
  #change(block, reader) {
    const old = block.shape
    const shape = readShape(reader, block.parent?.shape.tag === "li")
    block.shape = shape
    if (shape.tag === old.tag && shape.around === old.around) {
      this.operations += 1
      changeAttributes(block.content.element, old, shape)
    } else {
      const { outside, inside } = makeBlock(this.document, shape)
      for (const node of [...block.content.element.childNodes]) this.#insert(node, inside)
      block.outside.replaceWith(outside)
      this.operations += 1
      block.outside = outside
      block.content.element = inside
    }
    if (shape.task !== old.task) this.#setTask(block)
  }

  /** @param {number} id */
  #remove(id) {
    const removed = this.#block(id)
    removed.outside.remove()
    removed.parent?.children.delete(id)
    this.operations += 1
    const gone = [id]
    for (let next = gone.pop(); next !== undefined; next = gone.pop()) {
      const block = this.#block(next)
      gone.push(...block.children)
      if (this.#leaf === block.content) this.#leaf = null
      this.#blocks.delete(next)
    }
  }

  /** @param {InlineContent} leaf @param {number} kept */
  #select(leaf, kept) {
    if (this.#leaf !== leaf) this.#leaf?.settle()
    this.#leaf = leaf
    leaf.keep(kept)
  }

  /** @param {number} code @param {ByteReader} reader */
  #add(code, reader) {
    const kind = INLINE_KINDS[code]
    if (!kind) throw new RangeError(`${code} is no patch`)
    this.#selected().add(code, Array.from({ length: kind.pieces }, () => reader.text()))
  }

  #selected() {
    if (!this.#leaf) throw new RangeError("a patch adds to no block")
    return this.#leaf
  }

  /** @param {number} id @returns {Block} */
  #block(id) {
    const block = this.#blocks.get(id)
    if (!block) throw new RangeError(`there is no block ${id}`)
    return block
  }

  /** @param {number} id @param {Shape} shape @param {Element} outside @param {Element} inside @param {Block | null} parent @returns {Block} */
  #keep(id, shape, outside, inside, parent) {
    const block = { shape, outside, content: new InlineContent(inside, this), box: null, parent, children: new Set() }
    this.#blocks.set(id, block)
    return block
  }

  /** @param {Block} block */
  #setTask(block) {
    block.box?.remove()
    block.box = block.shape.task ? makeCheckBox(this.document, block.shape.task) : null
    if (block.box) block.content.element.prepend(block.box)
    this.operations += 1
  }

  /** @template {Node} Child @param {Child} child @param {Element} parent */
  #insert(child, parent) {
    parent.append(child)
    this.operations += 1
    return child
  }
}

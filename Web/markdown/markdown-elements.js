/** @import { ByteReader } from "./byte-reader.js" */

/**
 * What to make of a kind of block: an element with attributes that holds the content, maybe one around it. An attribute
 * that is "" is not set.
 * @typedef {object} Shape
 * @property {string} tag
 * @property {"div" | "pre"} [around]
 * @property {Record<string, string>} attributes
 * @property {number} [task] 1 if a check box comes first, 2 if it is checked
 * @property {"thead" | "tbody"} [section] the part of a table that it belongs to
 */

const HEADINGS = ["h1", "h1", "h2", "h3", "h4", "h5", "h6"]
const ALIGNMENTS = ["", "align-left", "align-center", "align-right"]
const LANGUAGE = /^[A-Za-z0-9_+#.-]{1,32}$/

/**
 * A block of text knows its direction; a paragraph in a list item has none, so that the item's marker stands on the side
 * where its text begins.
 * @type {Record<number, (reader: ByteReader, isInItem: boolean) => Shape>}
 */
const BLOCKS = {
  1: (_, isInItem) => shape("p", { dir: isInItem ? "" : "auto" }),
  2: (reader) => shape(HEADINGS[reader.byte()] ?? "h6", { dir: "auto" }),
  3: () => shape("hr"),
  4: () => shape("blockquote"),
  5: (reader) => shape("ul", { class: tightness(reader.byte()) }),
  6: (reader) => orderedList(reader.number(), reader.byte()),
  7: (reader) => listItem(reader.byte()),
  8: (reader) => codeBlock(reader.text()),
  9: () => shape("p", { dir: "auto", class: "html" }),
  10: () => ({ ...shape("table"), around: "div" }),
  11: (reader) => ({ ...shape("tr"), section: reader.byte() === 1 ? "thead" : "tbody" }),
  12: (reader) => tableCell(ALIGNMENTS[reader.byte()] ?? "", reader.byte() === 1),
}

/** @param {ByteReader} reader @param {boolean} isInItem whether the block lies in a list item */
export function readShape(reader, isInItem) {
  const code = reader.byte()
  const read = BLOCKS[code]
  if (!read) throw new RangeError(`${code} is no kind of block`)
  return read(reader, isInItem)
}

/**
 * An element whose names, its own and its attributes', are ours and never an answer's.
 * @param {Document} document
 * @param {string} tag
 * @param {Record<string, string>} attributes one that is "" is not set
 * @param {string} [text]
 */
export function element(document, tag, attributes, text) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== "") made.setAttribute(name, value)
  if (text !== undefined) made.append(text)
  return made
}

/** The elements of a block. @param {Document} document @param {Shape} shape */
export function makeBlock(document, shape) {
  const inside = element(document, shape.tag, shape.attributes)
  if (!shape.around) return { outside: inside, inside }
  const outside = element(document, shape.around, { dir: shape.around === "pre" ? "ltr" : "" })
  outside.append(inside)
  return { outside, inside }
}

/** Where in an element a block goes: rows of a table into its head or its body. @param {Element} parent @param {Shape} shape */
export function place(parent, { section }) {
  if (!section) return parent
  const there = [...parent.children].find((child) => child.localName === section)
  if (there) return there
  const made = element(parent.ownerDocument, section, {})
  parent.append(made)
  return made
}

/** Gives an element the attributes of another shape. @param {Element} element @param {Shape} old @param {Shape} shape */
export function changeAttributes(element, old, shape) {
  for (const name of Object.keys(old.attributes)) if (!shape.attributes[name]) element.removeAttribute(name)
  for (const [name, value] of Object.entries(shape.attributes)) if (value !== "") element.setAttribute(name, value)
}

/** The box of a task, for the page to name. @param {Document} document @param {number} task */
export function makeCheckBox(document, task) {
  const box = element(document, "input", { type: "checkbox" })
  box.setAttribute("disabled", "")
  if (task === 2) box.setAttribute("checked", "")
  return box
}

/** @param {string} tag @param {Record<string, string>} [attributes] @returns {Shape} */
function shape(tag, attributes = {}) {
  return { tag, attributes }
}

/** @param {number} isTight */
function tightness(isTight) {
  return isTight === 1 ? "tight" : ""
}

/** @param {number} start @param {number} isTight */
function orderedList(start, isTight) {
  return shape("ol", { start: start === 1 ? "" : String(start), class: tightness(isTight) })
}

/** @param {number} task @returns {Shape} */
function listItem(task) {
  return { ...shape("li", { dir: "auto", class: task === 0 ? "" : "task" }), task }
}

/** @param {string} info @returns {Shape} */
function codeBlock(info) {
  const word = info.split(/\s/, 1)[0] ?? ""
  const language = LANGUAGE.test(word) ? word : ""
  const attributes = { class: language && `language-${language}`, "data-language": language }
  return { ...shape("code", attributes), around: "pre" }
}

/** @param {string} alignment @param {boolean} isHeader */
function tableCell(alignment, isHeader) {
  return shape(isHeader ? "th" : "td", { class: alignment, scope: isHeader ? "col" : "", dir: "auto" })
}

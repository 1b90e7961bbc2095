/**
 * What of a piece of Markdown is read out: its words without the marks. `codeName` and `tableName` stand for what makes
 * no sense to the ear.
 * @param {string} markdown a sentence, an item or a whole block
 * @param {{ codeName: string, tableName: string }} names
 */
export function spokenText(markdown, { codeName, tableName }) {
  const text = markdown.trim()
  if (/^(`{3,}|~{3,})/.test(text)) return codeName
  if (/^\|/.test(text)) return `${tableName}: ${spokenTable(text)}`
  if (/^(?:[-*_][ \t]*){3,}$/.test(text)) return ""
  return withoutMarks(text.replace(/^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+/gm, ""))
}

/** @param {string} text */
function spokenTable(text) {
  const rows = text.split("\n").filter((row) => !/^[\s|:-]*$/.test(row))
  return rows.map((row) =>
    withoutMarks(row.replace(/^\s*\||\|\s*$/g, "").split("|").map((cell) => cell.trim()).join(", "))
  ).join("; ")
}

/** @param {string} text */
function withoutMarks(text) {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/[ \t]?\[\d{1,3}\]/g, "")
    .replace(/(\*\*|__|~~|`+)(?=\S)([\s\S]*?\S)\1/g, "$2")
    .replace(/(^|[^\p{L}\p{N}*_])([*_])(?=\S)([^*_]*[^\s*_])\2(?![\p{L}\p{N}*_])/gu, "$1$3")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/\s+/g, " ")
    .trim()
}

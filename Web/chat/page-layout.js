/** @typedef {"narrow" | "wide" | "roomy"} PageLayout */

/**
 * How much fits beside the conversation: nothing, the list, or the list and a source. Counted in the reader's own size of text,
 * which media queries do not know.
 * @param {number} width in pixels
 * @param {number} textSize of the root element, in pixels
 * @returns {PageLayout}
 */
export function pageLayout(width, textSize) {
  const columns = width / textSize
  return columns < 60 ? "narrow" : columns < 75 ? "wide" : "roomy"
}

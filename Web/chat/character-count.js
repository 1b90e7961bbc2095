const graphemes = typeof Intl === "object" && "Segmenter" in Intl
  ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
  : null

/** A text that is so many times longer than its bound is counted by its code points: nobody needs to know exactly. */
const HOPELESS = 8

/**
 * How many characters of a question there are by the server's count: as people count them, without white space around.
 * Up to `exactFrom` code units no count is needed, so the code units are given, which are never fewer.
 * @param {string} text
 * @param {number} maximum
 * @param {number} [exactFrom]
 */
export function characterCount(text, maximum, exactFrom = 0) {
  const question = text.trim()
  if (question.length <= exactFrom) return question.length
  let count = 0
  const parts = graphemes && question.length <= maximum * HOPELESS ? graphemes.segment(question) : question
  for (const _ of parts) count += 1
  return count
}

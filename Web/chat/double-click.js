/** A second click on "send" is not yet one on "stop", in milliseconds. */
const DOUBLE_CLICK = 500

/** Whether a click comes so soon after a question that it may be a double click's second one. @param {number} askedAt @param {number} now milliseconds */
export function isDoubleClick(askedAt, now) {
  return now - askedAt <= DOUBLE_CLICK
}

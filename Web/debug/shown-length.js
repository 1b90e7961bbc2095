/** How much of a turn's text its element in the page was given to show; null when the turn is not near the view. @param {string} key */
export function shownLength(key) {
  for (const element of document.querySelectorAll("chat-answer")) {
    const answer = /** @type {Element & { turn?: string, text?: string }} */ (element)
    if (answer.turn === key) return answer.text?.length ?? null
  }
  return null
}

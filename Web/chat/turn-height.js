const LINE = 27
const CHARACTER = 8.4
const SHORT_LINES = 1.25

/** About how high a turn will be, in pixels, before it has been seen. @param {{ question: string, text: string, sources: readonly unknown[] }} turn @param {number} width */
export function estimatedHeight({ question, text, sources }, width) {
  const perLine = Math.max(20, Math.min(width, 680) / CHARACTER)
  const lines = Math.ceil((text.length * SHORT_LINES) / perLine) + Math.min(14, Math.ceil(question.length / perLine))
  return 150 + lines * LINE + (sources.length > 0 ? 40 + 52 * Math.min(2, sources.length) : 0)
}

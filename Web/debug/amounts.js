/** Times and counts as a person reads them, in a language. @param {"de" | "en"} language */
export function amounts(language) {
  return {
    /** @param {number} ms */
    time(ms) {
      if (ms < 1000) return `${Math.round(ms)} ms`
      return `${
        (ms / 1000).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: ms < 10_000 ? 2 : 1 })
      } s`
    },
    /** @param {number} count */
    count(count) {
      return Math.round(count).toLocaleString(language)
    },
  }
}

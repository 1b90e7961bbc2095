import { Answer } from "/web/answer.js"
import { MarkdownPatches } from "/web/markdown-patches.js"

const stage = document.getElementById("stage")
const utf8 = new TextEncoder()

/** The same numbers in every engine. */
export function makeChance(seed) {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

export function chunksOf(text, size) {
  const bytes = utf8.encode(text)
  const chunks = []
  for (let start = 0; start < bytes.length;) {
    const end = start + Math.max(1, typeof size === "function" ? size() : size)
    chunks.push(bytes.subarray(start, end))
    start = end
  }
  return chunks
}

/** An answer on the stage. */
export function begin(core, options) {
  const article = document.createElement("article")
  stage.append(article)
  const answer = new Answer(core, options)
  const page = new MarkdownPatches(article)
  return {
    article,
    page,
    append: (bytes) => page.apply(answer.append(bytes)),
    finish: () => page.apply(answer.finish()),
    leave: () => {
      answer.free()
      article.remove()
    },
  }
}

/** Streams a text, looks at the page after every chunk and at the end, and gives what the last look gave. */
export function stream(core, text, size, look, options = { sourceMarks: true }) {
  const shown = begin(core, options)
  for (const chunk of chunksOf(text, size)) {
    shown.append(chunk)
    look(shown.article, false)
  }
  shown.finish()
  const seen = look(shown.article, true)
  shown.leave()
  return seen
}

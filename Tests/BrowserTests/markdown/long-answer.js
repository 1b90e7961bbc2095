import { begin, chunksOf } from "./stream.js"

const TOKEN = 4
const FRAMES = 500
const WARM_UP = 20 // frames until an engine has compiled what it runs
const ROUND = `## Opening hours

The *citizens' office* is open **every day** [1], see [the list](https://x.example/list) or \`hours --today\`.

- Monday: eight to twelve
- Tuesday: eight to four
  - by appointment
  - or without

1. Take a number
2. Wait

| day | from | to |
| --- | ---: | -: |
| Monday | 8 | 12 |
| Tuesday | 8 | 16 |

> Closed on holidays.

\`\`\`json
{ "open": true }
\`\`\`

`

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))

/** An answer of 200 kB in tokens of four bytes, some in every frame, while somebody selects and writes. */
export async function runLongAnswer(core) {
  const intro = "This paragraph stays, and so does what is selected in it.\n\n"
  const text = intro + ROUND.repeat(Math.ceil(200_000 / ROUND.length))
  const tokens = chunksOf(text, TOKEN)
  const shown = begin(core, { sourceMarks: true })
  const records = { count: 0 }
  const observer = new MutationObserver((list) => (records.count += changesIn(list)))
  observer.observe(shown.article, { subtree: true, childList: true, characterData: true, attributes: true })

  const introTokens = Math.ceil(intro.length / TOKEN)
  tokens.slice(0, introTokens).forEach((token) => shown.append(token))
  const kept = selectAndFocus(shown.article)
  const times = []
  const quarters = []
  const perFrame = Math.ceil((tokens.length - introTokens) / FRAMES)
  for (let start = introTokens; start < tokens.length; start += perFrame) {
    await nextFrame()
    const began = performance.now()
    for (const token of tokens.slice(start, start + perFrame)) shown.append(token)
    times.push(performance.now() - began)
    if (times.length % (FRAMES / 4) === 0) quarters.push(shown.page.operations)
  }
  shown.finish()
  await nextFrame()
  const result = {
    bytes: text.length,
    tokens: tokens.length,
    frames: times.length,
    perFrame,
    operations: shown.page.operations,
    records: records.count,
    quarters: quarters.map((count, index) => count - (quarters[index - 1] ?? 0)),
    longest: Math.max(...times),
    median: times.toSorted((a, b) => a - b)[times.length >> 1],
    slow: times.slice(WARM_UP).filter((time) => time >= 16).length,
    elements: shown.article.querySelectorAll("*").length,
    ...kept(),
  } // deno-fmt-ignore
  observer.disconnect()
  shown.leave()
  return result
}

function changesIn(list) {
  return list.reduce(
    (sum, { addedNodes, removedNodes }) => sum + Math.max(1, addedNodes.length + removedNodes.length),
    0,
  )
}

/** Selects words in the first paragraph, focuses and scrolls; what it gives tells later whether all is as it was. */
function selectAndFocus(article) {
  const node = article.querySelector("p").firstChild
  const selection = getSelection()
  selection.setBaseAndExtent(node, 5, node, 14)
  const question = document.getElementById("question")
  question.focus()
  const words = "paragraph"
  selection.setBaseAndExtent(node, 5, node, 14)
  const focused = document.activeElement
  return () => ({
    selection: selection.toString() === words && selection.anchorNode === node && selection.anchorOffset === 5,
    selectedText: selection.toString(),
    focus: document.activeElement === focused,
    scroll: document.getElementById("stage").scrollTop === 0,
  })
}

import { makeChance, stream } from "./stream.js"

/** An element as nested arrays: name, attributes, children. */
export function treeOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return [node.localName, attributes, ...[...node.childNodes].map(treeOf)]
}

/** Every case, whole and cut: what it shows, and which cuts show something else. */
export function runCases(core, cases, seed) {
  const chance = makeChance(seed)
  const look = (article, isEnd) => (isEnd ? treeOf(article) : null)
  const ways = [1, 4, () => 1 + chance(3), () => 1 + chance(20), () => 1 + chance(80)]
  return cases.map(({ name, markdown }) => {
    const whole = stream(core, markdown, Infinity, look)
    const expected = joined(whole)
    const other = ways.map((way, index) => [index, joined(stream(core, markdown, way, look))]).find(([, tree]) =>
      tree !== expected
    )
    return { name, tree: whole, other: other ? { way: other[0], tree: other[1] } : null }
  })
}

// Where one text node ends and the next begins is not seen by a reader.
function joined(tree) {
  return JSON.stringify(tree).replaceAll('","', "")
}

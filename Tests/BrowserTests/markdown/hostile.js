import { chunksOf, makeChance, stream } from "./stream.js"
import { report } from "./watch.js"

const ELEMENTS = new Set(
  "a blockquote br code del div em h1 h2 h3 h4 h5 h6 hr img input li ol p pre strong sup table tbody td th thead tr ul"
    .split(" "),
)
const ATTRIBUTES = {
  "*": ["dir", "class"],
  a: ["href", "title", "rel"],
  code: ["data-language"],
  img: ["src", "alt", "title", "loading", "referrerpolicy"],
  input: ["type", "disabled", "checked"],
  ol: ["start"],
  sup: ["data-source"],
  th: ["scope"],
}
const CLASS = /^(|tight|task|html|source-mark|align-(left|center|right)|language-[A-Za-z0-9_+#.-]{1,32})$/
/** Where a string of the public lists stands in an answer. */
const PLACES = ["%m", "[a](%m)", "[a](<%m>)", "```%m\nx\n```", "| a |\n| - |\n| %m |", "![%m](/a.png)"]
const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"])

/** What an answer must not hold, or "". */
function faultOf(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_ALL)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) continue
    if (node.nodeType !== Node.ELEMENT_NODE) return `a node of type ${node.nodeType}`
    if (!ELEMENTS.has(node.localName) || node.namespaceURI !== "http://www.w3.org/1999/xhtml") {
      return `<${node.localName}>`
    }
    for (const { name, value } of node.attributes) {
      const known = ATTRIBUTES["*"].includes(name) || ATTRIBUTES[node.localName]?.includes(name)
      if (!known || name.startsWith("on")) return `${node.localName} ${name}`
      if (name === "class" && !CLASS.test(value)) return `class ${value}`
    }
    if (node.localName === "input" && (node.type !== "checkbox" || !node.disabled)) return "an input that is no box"
    if (node.localName === "a" && node.hasAttribute("href") && !SCHEMES.has(node.protocol)) return `href ${node.href}`
    if (node.localName === "img") return `an image from ${node.src}`
  }
  return ""
}

export function* hostileTexts({ contexts, markup, addresses }) {
  const host = `${location.hostname}:${location.port}`
  for (const context of contexts) {
    const [place, pieces] = context.includes("%a") ? ["%a", addresses] : ["%m", markup]
    for (const piece of pieces) {
      yield context.replaceAll(
        place,
        () => piece.replaceAll("LEAKHOST", host).replaceAll("LEAK", `http://${host}/leak`),
      )
    }
  }
}

/** Streams every text of our own, cut at random, and looks after every chunk. */
export function runHostile(core, lists, seed) {
  const chance = makeChance(seed)
  return watch(core, hostileTexts(lists), [() => 1 + chance(9)])
}

/** The same for every string of the public lists, also byte by byte. */
export function runPublic(core, strings, seed) {
  const chance = makeChance(seed)
  const texts = hostileTexts({ contexts: PLACES, markup: strings, addresses: [] })
  return watch(core, texts, [1, () => 1 + chance(9)])
}

async function watch(core, texts, cuts) {
  const seen = { texts: 0, looks: 0, faults: [] }
  for (const text of texts) {
    seen.texts += 1
    const look = (article) => {
      seen.looks += 1
      const fault = faultOf(article) || (report.ran.length > 0 ? "something ran" : "")
      if (fault && seen.faults.length < 20) seen.faults.push({ text, fault })
    }
    for (const cut of cuts) stream(core, text, cut, look)
    // Lets the browser run what would run later, and load what would be loaded.
    if (seen.texts % 50 === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  checkTheLooking(seen)
  return seen
}

/** The looking itself: that it finds what is there. */
function checkTheLooking(seen) {
  const wrong = [
    ["script"],
    ["p", "onclick", "x"],
    ["a", "href", "javascript:1"],
    ["img"],
    ["p", "style", "x"],
    ["p", "class", "x y"],
    ["input", "type", "text"],
    ["svg"],
    ["div", "id", "x"],
  ] // deno-fmt-ignore
  seen.overlooked = wrong.filter(([name, attribute, value]) => {
    const article = document.createElement("article")
    const element = document.createElement(name)
    if (attribute && !attribute.startsWith("on") && attribute !== "style") element.setAttribute(attribute, value)
    else if (attribute) return false
    article.append(element)
    return faultOf(article) === ""
  })
}

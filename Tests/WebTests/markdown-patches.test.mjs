import assert from "node:assert/strict"
import { test } from "node:test"
import { MarkdownPatches } from "../../Web/markdown/markdown-patches.js"
import * as p from "./patch-writer.mjs"
import { makeContainer } from "./small-document.mjs"

const { kind } = p

function shown(...patches) {
    const container = makeContainer()
    new MarkdownPatches(container).apply(p.list(...patches))
    return container.inside
}

/** A page with one paragraph of this content. */
function paragraph(...content) {
    const container = makeContainer()
    const page = new MarkdownPatches(container)
    page.apply(p.list(p.open(1, 0, kind.paragraph), p.select(1, 0), ...content))
    return { container, page, element: container.childNodes[0] }
}

test("every kind of block has its element", () => {
    const cases = [
        [kind.paragraph, '<p dir="auto"></p>'],
        [kind.heading(1), '<h1 dir="auto"></h1>'],
        [kind.heading(6), '<h6 dir="auto"></h6>'],
        [kind.heading(200), '<h6 dir="auto"></h6>'],
        [kind.thematicBreak, "<hr></hr>"],
        [kind.blockQuote, "<blockquote></blockquote>"],
        [kind.bulletList(false), "<ul></ul>"],
        [kind.bulletList(true), '<ul class="tight"></ul>'],
        [kind.orderedList(1, false), "<ol></ol>"],
        [kind.orderedList(999_999_999, true), '<ol start="999999999" class="tight"></ol>'],
        [kind.orderedList(0, false), '<ol start="0"></ol>'],
        [kind.codeBlock(""), '<pre dir="ltr"><code></code></pre>'],
        [
            kind.codeBlock("swift numbers"),
            '<pre dir="ltr"><code class="language-swift" data-language="swift"></code></pre>',
        ],
        [kind.codeBlock("c++"), '<pre dir="ltr"><code class="language-c++" data-language="c++"></code></pre>'],
        [kind.codeBlock('"onload=x'), '<pre dir="ltr"><code></code></pre>'],
        [kind.htmlBlock, '<p dir="auto" class="html"></p>'],
        [kind.table, "<div><table></table></div>"],
    ]
    for (const [block, html] of cases) assert.equal(shown(p.open(1, 0, block)), html)
})

test("rows go into the table's head and body, and cells say how they are aligned", () => {
    const row = (id, isHeader) => [
        ...p.open(id, 1, kind.tableRow(isHeader)),
        ...[0, 1, 2, 3].flatMap((alignment) => p.open(id * 10 + alignment, id, kind.tableCell(alignment, isHeader))),
    ]
    const cells = (tag, scope) =>
        ["", "left", "center", "right"]
            .map((side) => `<${tag}${side && ` class="align-${side}"`}${scope} dir="auto"></${tag}>`)
            .join("")
    assert.equal(
        shown(p.open(1, 0, kind.table), row(2, true), row(3, false), row(4, false)),
        `<div><table><thead><tr>${cells("th", ' scope="col"')}</tr></thead>` +
            `<tbody><tr>${cells("td", "")}</tr><tr>${cells("td", "")}</tr></tbody></table></div>`,
    )
})

test("an item of a task list has a box that cannot be changed", () => {
    const list = p.open(1, 0, kind.bulletList(true))
    const box = (checked) =>
        `<li dir="auto" class="task"><input type="checkbox" disabled=""${checked}></input><p></p></li>`
    const item = (task) => [...list, ...p.open(2, 1, kind.listItem(task)), ...p.open(3, 2, kind.paragraph)]
    assert.ok(shown(item(1)).includes(box("")))
    assert.ok(shown(item(2)).includes(box(' checked=""')))
    assert.ok(shown(item(0)).includes('<li dir="auto"><p></p></li>'))
    assert.ok(shown(item(0), p.change(2, kind.listItem(1))).includes(box("")))
    assert.ok(shown(item(1), p.change(2, kind.listItem(2))).includes(box(' checked=""')))
    assert.ok(shown(item(2), p.change(2, kind.listItem(0))).includes('<li dir="auto"><p></p></li>'))
})

test("every kind of content has its node", () => {
    const { container } = paragraph(
        p.leaf("a<b"),
        p.code("c & d"),
        p.softBreak,
        p.emphasis,
        p.strong,
        p.leaf("e"),
        p.exit,
        p.strikethrough,
        p.leaf("f"),
        p.exit,
        p.exit,
        p.lineBreak,
        p.link("/g", 'h"'),
        p.leaf("i"),
        p.exit,
        p.sourceMark("12"),
        p.image("/j.png", "", "k"),
        p.rawHTML("<script>"),
        p.freeze(1),
    ) // deno-fmt-ignore
    assert.equal(
    container.inside,
    '<p dir="auto">a&lt;b<code>c &amp; d</code>\n<em><strong>e</strong><del>f</del></em><br></br>' +
      '<a href="/g" title="h&quot;" rel="noopener noreferrer">i</a>' +
      '<sup class="source-mark" data-source="12">[12]</sup>' +
      '<img loading="lazy" referrerpolicy="no-referrer" src="/j.png" alt="k"></img>&lt;script></p>',
  )
})

test("an address that leads elsewhere than an answer may is left out", () => {
    const refused = [
        "javascript:x",
        "https:javascript:x",
        "JaVaScRiPt:x",
        " javascript:x",
        "java\tscript:x",
        "\u0001javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
        "blob:https://x/y",
        "http://[",
        "ws://x",
    ] // deno-fmt-ignore
    for (const address of refused) {
    assert.equal(paragraph(p.link(address, "")).container.inside, '<p dir="auto"><a rel="noopener noreferrer"></a></p>')
    assert.ok(!paragraph(p.image(address, "", "")).container.inside.includes("src="), address)
  }
    for (
        const address of ["https://x/", "HTTP://x", "/x", "#x", "?x", "x:y".slice(2), "//x/y", "mailto:x@y", "tel:1"]
    ) {
        assert.ok(paragraph(p.link(address, "")).container.inside.includes(`href="${address}"`), address)
    }
    assert.ok(!paragraph(p.image("mailto:x@y", "", "")).container.inside.includes("src="))
})

test("text that grows or changes keeps its node", () => {
    const { container, page, element } = paragraph(p.leaf("one"))
    const node = element.childNodes[0]
    page.apply(p.list(p.select(1, 1), p.extendText(" two 😀")))
    assert.equal(node.data, "one two 😀")
    let seen
    node.replaceData = (...parts) => (seen = parts, Object.getPrototypeOf(node).replaceData.apply(node, parts))
    page.apply(p.list(p.select(1, 1), p.replaceTextEnd("wo 😀", "oo 😀")))
    assert.deepEqual(seen, [5, 5, "oo 😀"])
    assert.equal(element.childNodes[0], node)
    assert.equal(container.inside, '<p dir="auto">one too 😀</p>')
})

test("a byte order mark at the start of a piece is kept", () => {
    const { page, element } = paragraph(p.leaf("\uFEFFa"))
    page.apply(p.list(p.select(1, 1), p.extendText("\uFEFFb")))
    assert.equal(element.childNodes[0].data, "\uFEFFa\uFEFFb")
})

test("what is cut back and comes again is the same node", () => {
    const { container, page, element } = paragraph(p.leaf("a"), p.emphasis, p.leaf("b"), p.exit, p.leaf("c"))
    const before = [...element.childNodes]
    page.apply(p.list(p.select(1, 1), p.emphasis, p.leaf("bb"), p.exit, p.leaf("c"), p.softBreak, p.leaf("d")))
    assert.deepEqual(element.childNodes.slice(0, 3).map((node, index) => node === before[index]), [true, true, true])
    assert.equal(container.inside, '<p dir="auto">a<em>bb</em>c\nd</p>')
})

test("what is cut back and does not come again is gone", () => {
    const { container, page } = paragraph(
        p.leaf("a"),
        p.emphasis,
        p.leaf("b"),
        p.strong,
        p.leaf("c"),
        p.exit,
        p.exit,
        p.leaf("d"),
    )
    page.apply(p.list(p.select(1, 3), p.code("x"), p.exit))
    assert.equal(container.inside, '<p dir="auto">a<em>b<code>x</code></em></p>')
    page.apply(p.list(p.select(1, 2)))
    assert.equal(container.inside, '<p dir="auto">a<em></em></p>')
    page.apply(p.list(p.select(1, 0), p.leaf("z")))
    assert.equal(container.inside, '<p dir="auto">z</p>')
})

test("a span that was closed and is open again takes what follows", () => {
    const { container, page } = paragraph(p.emphasis, p.leaf("a"), p.exit, p.leaf("b"))
    page.apply(p.list(p.select(1, 2), p.strong, p.leaf("c"), p.exit, p.exit, p.leaf("d")))
    assert.equal(container.inside, '<p dir="auto"><em>a<strong>c</strong></em>d</p>')
})

test("a paragraph that becomes a heading keeps its nodes, and takes more", () => {
    const { container, page, element } = paragraph(p.leaf("a"), p.emphasis, p.leaf("b"), p.exit)
    const nodes = [...element.childNodes]
    page.apply(p.list(p.change(1, kind.heading(2)), p.select(1, 3), p.leaf("c"), p.exit))
    assert.equal(container.inside, '<h2 dir="auto">a<em>bc</em></h2>')
    assert.equal(container.childNodes[0].childNodes[0], nodes[0])
    assert.equal(container.childNodes[0].childNodes[1], nodes[1])
})

test("a list that becomes loose stays the same element", () => {
    const container = makeContainer()
    const page = new MarkdownPatches(container)
    page.apply(
        p.list(p.open(1, 0, kind.bulletList(true)), p.open(2, 1, kind.listItem(0)), p.open(3, 2, kind.paragraph)),
    )
    const list = container.childNodes[0]
    page.apply(p.list(p.change(1, kind.bulletList(false))))
    assert.equal(container.childNodes[0], list)
    assert.equal(container.inside, '<ul><li dir="auto"><p></p></li></ul>')
})

test("a removed block goes with all that is in it, and its ids name nothing any more", () => {
    const container = makeContainer()
    const page = new MarkdownPatches(container)
    page.apply(
        p.list(
            p.open(1, 0, kind.blockQuote),
            p.open(2, 1, kind.blockQuote),
            p.open(3, 2, kind.paragraph),
            p.open(4, 0, kind.paragraph),
            p.select(3, 0),
            p.leaf("a"),
            p.remove(1),
        ),
    ) // deno-fmt-ignore
    assert.equal(container.inside, '<p dir="auto"></p>')
    for (const id of [1, 2, 3]) assert.throws(() => page.apply(p.list(p.select(id, 0))), RangeError)
    page.apply(p.list(p.select(4, 0), p.leaf("b")))
    assert.equal(container.inside, '<p dir="auto">b</p>')
})

test("a block that was taken back may come again, and go with its parent", () => {
    const container = makeContainer()
    const page = new MarkdownPatches(container)
    page.apply(
        p.list(p.open(1, 0, kind.blockQuote), p.open(2, 1, kind.paragraph), p.remove(2), p.open(2, 1, kind.heading(1))),
    )
    page.apply(p.list(p.remove(1), p.open(3, 0, kind.thematicBreak)))
    assert.equal(container.inside, "<hr></hr>")
})

test("the leaf of one list of patches is that of the next", () => {
    const { container, page } = paragraph(p.leaf("a"))
    page.apply(p.list(p.extendText("b")))
    page.apply(p.list(p.softBreak, p.leaf("c")))
    assert.equal(container.inside, '<p dir="auto">ab\nc</p>')
})

test("bytes that are no patches are an error, whatever they are", () => {
    const whole = p.list(
        p.open(1, 0, kind.codeBlock("x")),
        p.select(1, 0),
        p.leaf("abc"),
        p.extendText("d"),
        p.freeze(1),
    )
    for (let length = 0; length <= whole.length; length += 1) {
        const page = new MarkdownPatches(makeContainer())
        try {
            page.apply(whole.subarray(0, length))
        } catch (error) {
            assert.ok(error instanceof RangeError, String(error))
        }
    }
    const wrong = [
        [0],
        [8],
        [15],
        [23],
        [30],
        [32],
        [255],
        [1, 1, 0, 99],
        [1, 1, 7, 1],
        p.extendText("x"),
        p.leaf("x"),
        [5, 0, 0x80, 0x80, 0x80, 0x80, 0x80, 1],
    ] // deno-fmt-ignore
    for (const bytes of wrong) assert.throws(() => new MarkdownPatches(makeContainer()).apply(p.list(bytes)), RangeError)
})

test("the changes to the document are as many as the pieces of text", () => {
    const { page } = paragraph(p.leaf("a"))
    const before = page.operations
    for (let token = 0; token < 1_000; token += 1) page.apply(p.list(p.select(1, 1), p.extendText("word")))
    assert.equal(page.operations - before, 1_000)
})

import Markdown
import Testing

@Suite("What is shown of an unfinished text")
struct UnfinishedTextTests {
    @Test(
        "It is what docs/markdown.md says",
        arguments: [
            ("a **bold", "<p>a <strong>bold</strong></p>"), ("a *em", "<p>a <em>em</em></p>"),
            ("a ~~gone", "<p>a <del>gone</del></p>"), ("a `code", "<p>a <code>code</code></p>"),
            ("a**", "<p>a</p>"), ("a[", "<p>a</p>"), ("a&am", "<p>a</p>"), ("a\\", "<p>a</p>"),
            ("a [text](https://exa", "<p>a text</p>"), ("a[1]", "<p>a</p>"),
            ("#", ""), ("---", ""), ("1.", ""), ("```sw", ""),
            ("- item", "<ul>\n<li>item</li>\n</ul>"), ("> quote", "<blockquote>\n<p>quote</p>\n</blockquote>"),
            ("# heading", "<h1>heading</h1>"), ("```\nlet a", "<pre><code>let a</code></pre>"),
            ("| a |\n", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>"),
            ("| a |\nb", "<p>| a |\nb</p>"),
            ("| a |\n| -", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>"),
            ("[label]: addr", ""), ("see [label] there", "<p>see [label] there</p>"),
            ("see [label] there\n\n[label]: /a\n\n", "<p>see <a href=\"/a\">label</a> there</p>"),
        ])
    func shown(_ text: String, _ html: String) throws {
        var parser = MarkdownParser(options)
        var tree = MarkdownTree()
        for byte in text.utf8 {
            parser.append([byte])
            try tree.apply(parser.takePatches())
        }
        #expect(written(tree) == html)
    }

    @Test("A text is a tree", arguments: ["", "# a\n\n- *b", "a\r\nb"])
    func whole(_ text: String) throws {
        let tree = try MarkdownTree(markdown: Array(text.utf8), options: options)
        #expect(tree == (try Rendering.tree(text.utf8.map { [$0] }, options: options)))
    }

    private var options: MarkdownOptions {
        var options = MarkdownOptions()
        options.hasSourceMarks = true
        return options
    }

    private func written(_ tree: MarkdownTree) -> String {
        var html = HTMLWriter(options: .conformance).html(tree)
        if html.last == UInt8(ascii: "\n") { html.removeLast() }
        return String(decoding: html, as: UTF8.self)
    }
}

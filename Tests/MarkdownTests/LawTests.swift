import KayaTesting
import Markdown
import Testing

@Suite("The law of incremental rendering")
struct LawTests {
    static let parts = [
        "a", "b ", "\n", "\n\n", "  ", "    ", "\t", "*", "**", "_", "~~", "`", "```", "~~~\n", "[", "]", "](", ")",
        "](/c)", "[a]: /b\n",
        "![", "<", ">", "> ", "- ", "1. ", "- [ ] ", "# ", "===\n", "---\n", "|", "| a | b |\n", "|---|--:|\n", "\\",
        "&amp;",
        "&", "https://a.example/b", "www.a.example", "c@d.example", "<div>\n", "<b c='d'>", "<!--", "-->", "ä", "😀",
        "\r\n",
        "\u{FFFD}", "[1]", "\"", "(", ":",
    ]

    @Test(
        "However a text is cut, every tree on the way is valid, and the last is that of the whole", arguments: 0..<300)
    func anyCut(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...40, using: &generator)
        let text = (0..<count).map { _ in Self.parts.randomElement(using: &generator) ?? "" }.joined()
        var options = MarkdownOptions()
        options.hasSourceMarks = seed % 2 == 0
        let whole = try Rendering.tree([Array(text.utf8)], options: options)
        for pieces in Chunkings.some(of: text.utf8, seed: seed, times: 4) {
            #expect(try Rendering.tree(pieces, options: options) == whole, "\(text.debugDescription)")
        }
    }

    @Test("Bytes that are no UTF-8, and NUL, become U+FFFD, whatever the cuts")
    func repair() throws {
        let bytes: [UInt8] = [
            0x61, 0x00, 0xC3, 0x28, 0xE2, 0x82, 0x62, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0x80, 0xFF, 0xE2, 0x82,
        ]
        let expected = String(decoding: bytes.map { $0 == 0 ? 0xFF : $0 }, as: UTF8.self)
        for pieces in Chunkings.all(of: bytes) {
            let html = try Rendering.html(pieces, options: .conformance)
            #expect(html == "<p>\(expected)</p>\n")
        }
    }

    @Test("CR, LF and CRLF end a line, also between two pieces")
    func lineEndings() throws {
        for pieces in Chunkings.all(of: "a\rb\r\nc\n\r\nd\r\r\ne".utf8) {
            #expect(try Rendering.html(pieces, options: .conformance) == "<p>a\nb\nc</p>\n<p>d</p>\n<p>e</p>\n")
        }
    }

    @Test("A block quote that ends a list holds what its line says")
    func quoteAfterList() throws {
        let html = try Rendering.html([Array("- a\n> - b\n".utf8)], options: .conformance)
        #expect(html == "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<ul>\n<li>b</li>\n</ul>\n</blockquote>\n")
    }

    @Test("A definition that comes late changes the blocks that asked for it, and no other")
    func lateDefinition() throws {
        var parser = MarkdownParser()
        parser.append(Array("one [a]\n\ntwo\n\nthree [A] [b]\n\n".utf8))
        var tree = MarkdownTree()
        try tree.apply(parser.takePatches())
        parser.append(Array("[a]: /c\n\nx".utf8))
        let patches = parser.takePatches()
        let selected = patches.compactMap { patch -> BlockID? in
            if case .select(let id, _) = patch { id } else { nil }
        }
        let asked = tree.children(of: .document)
        #expect(Set(selected).intersection(asked) == [asked[0], asked[2]])
        try tree.apply(patches)
        parser.finish()
        try tree.apply(parser.takePatches())
        #expect(
            String(decoding: HTMLWriter(options: .conformance).html(tree), as: UTF8.self)
                == "<p>one <a href=\"/c\">a</a></p>\n<p>two</p>\n<p>three <a href=\"/c\">A</a> [b]</p>\n<p>x</p>\n")
    }

    @Test("What is finished is told once: patches of a long answer grow with its text, not with its tokens")
    func patchesGrowWithText() throws {
        let text = Array(
            String(repeating: "Some *words* of an answer, and `code`.\n\n- an item\n- another\n\n", count: 200).utf8)
        var parser = MarkdownParser()
        var count = 0
        for byte in text {
            parser.append([byte])
            count += parser.takePatches().bytes.count
        }
        #expect(count < 9 * text.count)
    }
}

import Testing

@testable import Markdown

/// Texts that make renderers slow. The benchmark measures them in time; here, what is read again is counted.
@Suite("Work on pathological texts")
struct WorkTests {
    static let families = [
        "*a ", "a* ", "*a **a ", "a**b", "_a__b ", "*_", "~~a ~b ", "[", "[a]", "[a[b", "![a", "[a](b", "[a](<b",
        "[a](b \"c",
        "[a](((", "`a``b```c", "\\", "&amp", "&#", "<a", "<a b='c' ", "<!--a", "<?a", "<![CDATA[a", "<!A ", "<a:b",
        "www.a.",
        "https://a(b", "a.b@c.", "> > > > a\n", ">", "- - - - a\n", "- ", "- a\n", "- a\n\n\n\n", "    ", "```\n",
        "a|b\n-|-\nc|d\n",
        "|a", "\\|", "* ", "a\n-\n", "# ", "a\n", "\n", "\t", " ", "[a]: b\n", "[a]: b\n\n[a] ", "ä", "😀 ",
    ]

    @Test(
        "Byte by byte, no more is read again than four bytes for each that came, and what is allowed at the start",
        arguments: families)
    func readAgain(_ family: String) {
        let text = Array(String(repeating: family, count: 16_000 / family.utf8.count).utf8)
        var parser = MarkdownParser()
        for byte in text {
            parser.append([byte])
            _ = parser.takePatches()
        }
        #expect(parser.credit.spent <= 65_536 + 4 * text.count)
    }

    @Test("Nesting is bounded, and so is what is behind it", arguments: ["> ", "- ", "*a **b ", "[", "1. "])
    func depth(_ marker: String) throws {
        let text = String(repeating: marker, count: 50_000) + "a"
        let tree = try Rendering.tree([Array(text.utf8)])
        #expect(!HTMLWriter().html(tree).isEmpty)
    }
}

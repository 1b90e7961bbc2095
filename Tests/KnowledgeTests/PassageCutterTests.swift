import Testing

@testable import Knowledge

@Suite("Cutting passages")
struct PassageCutterTests {
    private func sections(_ text: String, limit: Int = 900) -> [Document.Section] {
        let outline = MarkdownText.outline(of: text)
        return PassageCutter.sections(of: outline, title: outline.title ?? "", limit: limit)
    }

    @Test("A passage is a section; its heading is the path without the title")
    func headings() {
        let long = String(repeating: "Lange Worte hier. ", count: 10)
        let result = sections("# Titel\nAnfang\n## A\nText A\n### B\n\(long)\n## C\nText C")
        #expect(result.map(\.heading) == ["", "A", "A › B", "C"])
        #expect(result.first?.text == "Anfang")
    }

    @Test("Lists stay lines and paragraphs stay apart")
    func text() {
        #expect(
            sections("Bitte mitbringen:\n\n- Pass\n- Foto\n\nDanke.").map(\.text) == [
                "Bitte mitbringen:\n- Pass\n- Foto\n\nDanke."
            ])
    }

    @Test("Short sections join under their parent's heading, which keep their own as text")
    func short() {
        let result = sections("# T\n## Kosten\n### Neu\n37 €\n### Ersatz\n30 €\n## Frist\n2 Wochen")
        #expect(
            result == [
                Document.Section(heading: "Kosten", text: "Neu: 37 €\n\nErsatz: 30 €"),
                Document.Section(heading: "Frist", text: "2 Wochen"),
            ])
    }

    @Test("Nothing is longer than the limit and no word is lost", arguments: [80, 120, 300, 900])
    func limit(limit: Int) {
        let words = (0..<800).map { "Wort\($0)" + ($0 % 9 == 8 ? "." : "") }
        let result = sections("## A\n" + words.joined(separator: " "), limit: limit)
        #expect(result.allSatisfy { $0.text.count <= limit && !$0.text.isEmpty })
        #expect(result.flatMap { $0.text.split(separator: " ").map(String.init) } == words)
    }

    @Test("A text without a border is cut all the same")
    func borderless() {
        let result = sections(String(repeating: "x", count: 5000))
        #expect(result.map(\.text.count).reduce(0, +) == 5000)
        #expect(result.allSatisfy { $0.text.count <= 900 })
    }

    @Test("Sentences are kept whole where they fit")
    func sentences() {
        let text = String(repeating: "Das ist ein Satz mit Worten. ", count: 20)
        #expect(sections(text, limit: 200).allSatisfy { $0.text.hasSuffix(".") })
    }

    @Test("Headings alone make no passage")
    func empty() {
        #expect(sections("# A\n## B\n### C").isEmpty)
        #expect(sections("").isEmpty)
    }
}

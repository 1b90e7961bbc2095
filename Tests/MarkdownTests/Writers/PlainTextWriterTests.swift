import KayaTesting
import Testing

@testable import Markdown

@Suite("Writing plain text")
struct PlainTextWriterTests {
    @Test("A tree is written without marks", arguments: PlainTextCase.all)
    func withoutMarks(_ example: PlainTextCase) throws {
        let text = try PlainTextWriter().text(MarkdownTree(example.sketches))
        #expect(String(decoding: text, as: UTF8.self) == example.text)
    }

    @Test("An address follows its link when asked for, unless it is what the link shows")
    func addresses() throws {
        var options = PlainTextWriter.Options()
        options.hasAddresses = true
        let tree = try MarkdownTree([
            .paragraph(
                .link("https://a.example", .span(.strong, [.text("a")])), .text(" "), .link("b.c", .text("b.c")),
                .text(" "), .link("mailto:d@e", .text("d@e")))
        ])
        let text = PlainTextWriter(options: options).text(tree)
        #expect(String(decoding: text, as: UTF8.self) == "a (https://a.example) b.c d@e\n")
    }

    @Test("Any tree gives text that ends with one line end", arguments: 0..<100)
    func anyTree(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        let text = try PlainTextWriter().text(MarkdownTree(sketches))
        #expect(text.isEmpty || text.last == UInt8(ascii: "\n"))
    }
}

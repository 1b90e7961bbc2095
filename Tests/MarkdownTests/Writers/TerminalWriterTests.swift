import KayaTesting
import Testing

@testable import Markdown

@Suite("Writing for a terminal")
struct TerminalWriterTests {
    @Test("A tree is laid out in lines", arguments: TerminalCase.plain)
    func plain(_ example: TerminalCase) throws {
        #expect(try text(example.sketches, width: example.width, .plain) == example.text)
    }

    @Test("Attributes, colours and links are written as codes", arguments: TerminalCase.codes)
    func codes(_ example: TerminalCase) throws {
        var style = TerminalStyle.coloured
        style.hasHyperlinks = true
        #expect(try text(example.sketches, width: example.width, style) == example.text)
    }

    @Test("No line is wider than the window, and nothing of the text steers the terminal", arguments: 0..<120)
    func hostileBytes(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        let width = Int.random(in: 4...90, using: &generator)
        let text = try TerminalWriter(width: width, style: .coloured).text(MarkdownTree(sketches))
        var screen = TerminalScreen(width: width, height: 10)
        screen.write(text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
        #expect(screen.faults == [])
        let plain = try TerminalWriter(width: width, style: .plain).text(MarkdownTree(sketches))
        #expect(!plain.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F })
    }

    @Test("A hyperlink's address is visible ASCII")
    func hyperlinkAddress() throws {
        var style = TerminalStyle.plain
        style.hasHyperlinks = true
        let tree = try MarkdownTree([.paragraph(.link("a\u{1B}\\b\u{9C}é", .text("x")))])
        let text = TerminalWriter(width: 80, style: style).text(tree)
        #expect(
            String(decoding: text, as: UTF8.self)
                == "\u{1B}]8;;a%1B\\b%C2%9C%C3%A9\u{1B}\\x\u{1B}]8;;\u{1B}\\ (a␛\\b\u{FFFD}é)\n")
    }

    @Test("A hundred thousand quotes and items take no stack, and the text keeps its room")
    func deepTree() throws {
        var patches = PatchList()
        for id in 0..<UInt32(50_000) {
            patches.open(BlockID(2 * id + 1), parent: BlockID(2 * id), .bulletList(isTight: true))
            patches.open(BlockID(2 * id + 2), parent: BlockID(2 * id + 1), .listItem(.none))
        }
        patches.open(BlockID(200_000), parent: BlockID(100_000), .paragraph)
        patches.select(BlockID(200_000), keeping: 0)
        patches.add(.text, "some words to be read")
        var tree = MarkdownTree()
        try tree.apply(patches)
        let text = TerminalWriter(width: 40, style: .plain).text(tree)
        #expect(
            String(decoding: text, as: UTF8.self)
                == String(repeating: "• ", count: 12) + "some words to be\n" + String(repeating: " ", count: 24)
                + "read\n")
        #expect(PlainTextWriter().text(tree).count == 50_000 * "– ".utf8.count + "some words to be read\n".utf8.count)
    }

    @Test("A word of a megabyte, a letter with as many marks, and as many spans take no longer than other text")
    func longWords() throws {
        let length = 1 << 20
        let word = [UInt8](repeating: 0x61, count: length)
        let marks = [0x61] + Array(String(repeating: "\u{301}", count: length / 2).utf8)
        let spans = (0..<length / 16).map { _ in Sketch.Piece.span(.emphasis, [.text("a")]) }
        let tree = try MarkdownTree([
            .leaf(.paragraph, [.bytes(.text, word)]), .leaf(.paragraph, [.bytes(.text, marks)]),
            .leaf(.paragraph, spans),
        ])
        let text = TerminalWriter(width: 64, style: .plain).text(tree)
        let lines = length / 64 + 1 + 1 + 1 + length / 16 / 64
        #expect(text.count { $0 == 0x0A } == lines)
    }

    private func text(_ sketches: [Sketch], width: Int, _ style: TerminalStyle) throws -> String {
        try String(decoding: TerminalWriter(width: width, style: style).text(MarkdownTree(sketches)), as: UTF8.self)
    }
}

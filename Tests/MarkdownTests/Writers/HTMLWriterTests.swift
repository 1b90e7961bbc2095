import KayaTesting
import Testing

@testable import Markdown

@Suite("Writing HTML")
struct HTMLWriterTests {
    @Test("A tree is written as cmark writes it", arguments: HTMLCase.conformance)
    func conformance(_ example: HTMLCase) throws {
        #expect(try html(example.sketches, .conformance) == example.html)
    }

    @Test("By default nothing of the text becomes markup", arguments: HTMLCase.page)
    func page(_ example: HTMLCase) throws {
        #expect(try html(example.sketches, HTMLWriter.Options()) == example.html)
    }

    @Test("A tree of a hundred thousand quotes is built, compared, written and let go")
    func deepTree() throws {
        let depth = 100_000
        var patches = PatchList()
        for id in 1...UInt32(depth) { patches.open(BlockID(id), parent: BlockID(id - 1), .blockQuote) }
        var tree = MarkdownTree()
        try tree.apply(patches)
        let html = HTMLWriter(options: .conformance).html(tree)
        #expect(html.count == depth * ("<blockquote>\n".utf8.count + "</blockquote>\n".utf8.count))
        #expect(tree == tree)
    }

    @Test("Spans that are still open are closed at the end of their block")
    func openSpans() throws {
        var patches = PatchList()
        patches.open(BlockID(1), parent: .document, .paragraph)
        patches.select(BlockID(1), keeping: 0)
        var log = InlineLog()
        log.append(.strong)
        log.append(.link, address: "a".utf8, title: "".utf8)
        log.appendText("b".utf8)
        log.bytes.withUnsafeBufferPointer { bytes in
            for event in log.events { patches.append(event, in: bytes) }
        }
        var tree = MarkdownTree()
        try tree.apply(patches)
        let html = HTMLWriter(options: .conformance).html(tree)
        #expect(String(decoding: html, as: UTF8.self) == "<p><strong><a href=\"a\">b</a></strong></p>\n")
    }

    @Test("Hostile bytes stay text and stay in their attributes", arguments: 0..<200)
    func hostileBytes(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        let html = try HTMLWriter().html(MarkdownTree(sketches))
        #expect(MarkupScanner.fault(in: html) == nil)
    }

    private func html(_ sketches: [Sketch], _ options: HTMLWriter.Options) throws -> String {
        try String(decoding: HTMLWriter(options: options).html(MarkdownTree(sketches)), as: UTF8.self)
    }
}

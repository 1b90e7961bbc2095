import KayaTesting
import Testing

@testable import Markdown

@Suite("Showing a growing text on a terminal")
struct TerminalViewTests {
    @Test("However the patches are cut, the screen shows what it shows of the whole", arguments: 0..<40)
    func anyCut(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = seed.isMultiple(of: 2) ? Sketch.words : Sketch.hostileBytes
        let sketches = Sketch.random(using: &generator, bytes: bytes)
        let width = Int.random(in: 4...60, using: &generator)
        let height = Int.random(in: 2...30, using: &generator)
        let steps = SketchPatches(sketches, step: .random(in: 1...80, using: &generator), isHasty: true).steps
        var screen = TerminalScreen(width: width, height: height)
        var view = TerminalView(width: width, height: height, style: .coloured)
        var batch: [UInt8] = []
        for step in steps {
            batch += step.bytes
            if Bool.random(using: &generator) { continue }
            screen.write(try view.apply(PatchList(bytes: batch)))
            batch = []
        }
        screen.write(try view.apply(PatchList(bytes: batch)))
        screen.write(view.finish())
        #expect(screen.faults == [])
        #expect(try screen.text == whole(sketches, width: width))
    }

    @Test("Without a terminal, what is written is the whole text, in order and once", arguments: 0..<100)
    func plain(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        var view = TerminalView(width: 50, height: 5, style: .plain)
        var written: [UInt8] = []
        for step in SketchPatches(sketches, step: 3, isHasty: true).steps { written += try view.apply(step) }
        written += view.finish()
        #expect(try written == TerminalWriter(width: 50, style: .plain).text(MarkdownTree(sketches)))
    }

    @Test("An open paragraph is rewritten in place; only lines that differ are written")
    func rewritten() throws {
        let id = BlockID(1)
        var view = TerminalView(width: 10, height: 5, style: .monochrome)
        var first = PatchList()
        first.open(id, parent: .document, .paragraph)
        first.select(id, keeping: 0)
        first.add(.text, "one two three *fo")
        #expect(try shown(view.apply(first)) == "one two\r\nthree *fo\r\n")
        var second = PatchList()
        second.select(id, keeping: 1)
        second.replace("*fo", "")
        second.add(.emphasis)
        second.add(.text, "fo")
        second.add(.exit)
        #expect(try shown(view.apply(second)) == "\u{1B}[1Athree \u{1B}[3mfo\u{1B}[0m\u{1B}[K\r\n")
        var third = PatchList()
        third.freeze(id)
        #expect(try shown(view.apply(third)) == "")
        var fourth = PatchList()
        fourth.open(BlockID(2), parent: .document, .thematicBreak)
        #expect(try shown(view.apply(fourth)) == "\r\n──────────\r\n")
    }

    @Test("A block that was none leaves the screen")
    func removed() throws {
        var patches = PatchList()
        patches.open(BlockID(1), parent: .document, .paragraph)
        patches.select(BlockID(1), keeping: 0)
        patches.add(.text, "[a]: b")
        var view = TerminalView(width: 10, height: 5, style: .coloured)
        #expect(try shown(view.apply(patches)) == "[a]: b\r\n")
        var removal = PatchList()
        removal.remove(BlockID(1))
        #expect(try shown(view.apply(removal)) == "\u{1B}[1A\u{1B}[J")
    }

    @Test("Without a terminal, complete lines of open code are written as they come")
    func openCode() throws {
        var patches = PatchList()
        patches.open(BlockID(1), parent: .document, .codeBlock(info: []))
        patches.select(BlockID(1), keeping: 0)
        patches.add(.text, "a\nb")
        var view = TerminalView(width: 20, height: 5, style: .plain)
        #expect(try shown(view.apply(patches)) == "    a\n")
        var more = PatchList()
        more.extend("c\n")
        #expect(try shown(view.apply(more)) == "    bc\n")
        #expect(shown(view.finish()) == "")
    }

    @Test("A window that is made narrower shows the open text anew")
    func resized() throws {
        var patches = SketchPatches()
        patches.add(.paragraph("frozen"), to: .document)
        var list = patches.list
        list.open(BlockID(2), parent: .document, .paragraph)
        list.select(BlockID(2), keeping: 0)
        list.add(.text, "one two three")
        var view = TerminalView(width: 20, height: 10, style: .coloured)
        #expect(try shown(view.apply(list)) == "frozen\r\n\r\none two three\r\n")
        #expect(shown(view.resize(width: 8, height: 10)) == "\u{1B}[3A\u{1B}[J\r\none two\r\nthree\r\n")
    }

    @Test("What is cleared leaves the window, and another text begins in its place", arguments: [4, 9])
    func cleared(_ height: Int) throws {
        var screen = TerminalScreen(width: 10, height: height)
        var view = TerminalView(width: 10, height: height, style: .coloured)
        screen.write(Array("before\r\n".utf8))
        screen.write(try view.apply(SketchPatches([.paragraph("one two three")]).list))
        screen.write(view.clear())
        #expect(screen.text == ["before"])
        screen.write(try view.apply(SketchPatches([.paragraph("other")]).list))
        #expect(screen.text == ["before", "other"])
        #expect(screen.faults == [])
    }

    @Test("Patches that do not fit are refused")
    func refused() {
        var view = TerminalView(width: 20, height: 10, style: .coloured)
        var patches = PatchList()
        patches.remove(BlockID(1))
        #expect(throws: PatchError(.unknownBlock, at: 0)) { try view.apply(patches) }
    }

    private func whole(_ sketches: [Sketch], width: Int) throws -> [String] {
        let text = try TerminalWriter(width: width, style: .coloured).text(MarkdownTree(sketches))
        var screen = TerminalScreen(width: width, height: 1_000)
        screen.write(text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
        return screen.text
    }

    private func shown(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

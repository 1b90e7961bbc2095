import KayaTesting
import Testing

@testable import Markdown

@Suite("Applying patches to a tree")
struct MarkdownTreeTests {
    @Test("A patch that does not fit is refused with its reason and its place", arguments: PatchErrorCase.all)
    func refused(_ example: PatchErrorCase) throws {
        var tree = MarkdownTree()
        let error = #expect(throws: PatchError.self) { try tree.apply(example.patches) }
        #expect(error?.code == example.code)
        #expect(error?.index == example.index)
        #expect(tree.fault == nil)
    }

    @Test("What is kept, extended and replaced makes the same content as if it had come at once")
    func content() throws {
        let id = BlockID(7)
        var patches = PatchList()
        patches.open(id, parent: .document, .paragraph)
        patches.select(id, keeping: 0)
        patches.add(.text, "a *b")
        patches.add(.softBreak)
        patches.add(.text, "c")
        patches.select(id, keeping: 1)
        patches.replace("*b", "")
        patches.add(.emphasis)
        patches.add(.text, "b")
        patches.extend("c")
        patches.add(.exit)
        var tree = MarkdownTree()
        try tree.apply(patches)
        #expect(try tree == MarkdownTree([.paragraph(.text("a "), .span(.emphasis, [.text("bc")]))]))
    }

    @Test("A changed block keeps its content, a removed one leaves its neighbours")
    func changedAndRemoved() throws {
        var patches = SketchPatches()
        patches.add(.paragraph("a"), to: .document)
        var list = patches.list
        list.open(BlockID(2), parent: .document, .blockQuote)
        list.open(BlockID(3), parent: BlockID(2), .paragraph)
        list.open(BlockID(4), parent: .document, .paragraph)
        list.select(BlockID(4), keeping: 0)
        list.add(.text, "b")
        list.remove(BlockID(2))
        list.change(BlockID(4), .heading(level: 2))
        var tree = MarkdownTree()
        try tree.apply(list)
        #expect(try tree == MarkdownTree([.paragraph("a"), .heading(2, "b")]))
        #expect(tree.children(of: .document) == [BlockID(1), BlockID(4)])
        #expect(tree.kind(of: BlockID(3)) == nil)
        #expect(tree.fault == nil)
    }

    @Test("Trees are equal by content, identical by ids as well")
    func equality() throws {
        let sketches: [Sketch] = [.quote(.paragraph("a")), .paragraph("b")]
        let tree = try MarkdownTree(sketches)
        var renumbered = PatchList()
        renumbered.open(BlockID(8), parent: .document, .blockQuote)
        renumbered.open(BlockID(3), parent: BlockID(8), .paragraph)
        renumbered.select(BlockID(3), keeping: 0)
        renumbered.add(.text, "a")
        renumbered.open(BlockID(5), parent: .document, .paragraph)
        renumbered.select(BlockID(5), keeping: 0)
        renumbered.add(.text, "b")
        var other = MarkdownTree()
        try other.apply(renumbered)
        #expect(tree == other)
        #expect(!tree.isIdentical(to: other))
        #expect(try tree.isIdentical(to: MarkdownTree(sketches)))
        #expect(try tree != MarkdownTree([.quote(.paragraph("a"), .paragraph("b"))]))
        #expect(try tree != MarkdownTree([.quote(.paragraph("a")), .paragraph("c")]))
        #expect(try tree != MarkdownTree([.quote(.paragraph("a")), .heading(1, "b")]))
    }

    @Test("However patches are cut, the tree is the same", arguments: 0..<50)
    func anyCut(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        var tree = MarkdownTree()
        for step in SketchPatches(sketches, step: 3, isHasty: true).steps { try tree.apply(step) }
        #expect(try tree == MarkdownTree(sketches))
        #expect(tree.fault == nil)
    }

    @Test("Random bytes never trap, and leave a sound tree", arguments: 0..<300)
    func randomBytes(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var tree = MarkdownTree()
        for _ in 0..<40 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0...31, using: &generator)
            }
            try? tree.apply(PatchList(bytes: bytes))
        }
        #expect(tree.fault == nil)
        expectWritable(tree)
    }

    @Test("Mutated patches never trap, and leave a sound tree", arguments: 0..<100)
    func mutatedPatches(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sketches = Sketch.random(using: &generator, bytes: Sketch.hostileBytes)
        var steps = SketchPatches(sketches, step: 60).steps
        for _ in 0..<4 {
            let index = Int.random(in: 0..<steps.count, using: &generator)
            var bytes = steps[index].bytes
            if bytes.isEmpty { continue }
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...3, using: &generator) {
            case 0: bytes[place] = .random(in: 0...31, using: &generator)
            case 1: bytes.remove(at: place)
            case 2: steps.swapAt(index, Int.random(in: 0..<steps.count, using: &generator))
            default: bytes.insert(.random(in: 0...255, using: &generator), at: place)
            }
            steps[index] = PatchList(bytes: bytes)
        }
        var tree = MarkdownTree()
        var view = TerminalView(width: 30, height: 6, style: .coloured)
        var screen = TerminalScreen(width: 30, height: 6)
        for step in steps {
            try? tree.apply(step)
            if let output = try? view.apply(step) { screen.write(output) }
        }
        screen.write(view.finish())
        #expect(screen.faults == [])
        #expect(tree.fault == nil)
        expectWritable(tree)
    }

    private func expectWritable(_ tree: MarkdownTree) {
        #expect(MarkupScanner.fault(in: HTMLWriter().html(tree)) == nil)
        _ = PlainTextWriter().text(tree)
        _ = TerminalWriter(width: 30, style: .coloured).text(tree)
    }
}

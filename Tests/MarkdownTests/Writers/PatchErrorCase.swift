import Testing

@testable import Markdown

/// Patches of which the last is refused.
struct PatchErrorCase: Sendable, CustomTestStringConvertible {
    let name: String
    let patches: PatchList
    let code: PatchError.Code
    let index: Int

    var testDescription: String { name }

    init(_ name: String, _ code: PatchError.Code, at index: Int, _ fill: (inout PatchList) -> Void) {
        self.name = name
        self.code = code
        self.index = index
        var list = PatchList()
        fill(&list)
        patches = list
    }

    private static let one = BlockID(1)
    private static let two = BlockID(2)

    static let all = [
        PatchErrorCase("an unknown byte", .malformed, at: 0) { $0.bytes = [99] },
        PatchErrorCase("a patch that ends early", .malformed, at: 1) {
            $0.open(one, parent: .document, .table)
            $0.bytes += [6, 3, 65]
        },
        PatchErrorCase("an unknown parent", .unknownBlock, at: 0) { $0.open(one, parent: two, .paragraph) },
        PatchErrorCase("changing an unknown block", .unknownBlock, at: 0) { $0.change(one, .paragraph) },
        PatchErrorCase("removing an unknown block", .unknownBlock, at: 0) { $0.remove(one) },
        PatchErrorCase("removing the document", .unknownBlock, at: 0) { $0.remove(.document) },
        PatchErrorCase("freezing an unknown block", .unknownBlock, at: 0) { $0.freeze(one) },
        PatchErrorCase("selecting an unknown block", .unknownBlock, at: 0) { $0.select(one, keeping: 0) },
        PatchErrorCase("a removed block's child", .unknownBlock, at: 3) {
            $0.open(one, parent: .document, .blockQuote)
            $0.open(two, parent: one, .paragraph)
            $0.remove(one)
            $0.select(two, keeping: 0)
        },
        PatchErrorCase("an id twice", .usedID, at: 1) {
            $0.open(one, parent: .document, .paragraph)
            $0.open(one, parent: .document, .paragraph)
        },
        PatchErrorCase("the document's id", .usedID, at: 0) { $0.open(.document, parent: .document, .paragraph) },
        PatchErrorCase("a leaf in a leaf", .misplacedBlock, at: 1) {
            $0.open(one, parent: .document, .paragraph)
            $0.open(two, parent: one, .paragraph)
        },
        PatchErrorCase("an item outside a list", .misplacedBlock, at: 0) {
            $0.open(one, parent: .document, .listItem(.none))
        },
        PatchErrorCase("a paragraph in a list", .misplacedBlock, at: 1) {
            $0.open(one, parent: .document, .bulletList(isTight: true))
            $0.open(two, parent: one, .paragraph)
        },
        PatchErrorCase("a change that its parent does not hold", .misplacedBlock, at: 1) {
            $0.open(one, parent: .document, .paragraph)
            $0.change(one, .tableCell(.none, isHeader: false))
        },
        PatchErrorCase("a heading of level 7", .misfittingKind, at: 0) {
            $0.open(one, parent: .document, .heading(level: 7))
        },
        PatchErrorCase("a leaf with text that becomes a quote", .misfittingKind, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.text, "a")
            $0.change(one, .blockQuote)
        },
        PatchErrorCase("a quote with blocks that becomes a leaf", .misfittingKind, at: 2) {
            $0.open(one, parent: .document, .blockQuote)
            $0.open(two, parent: one, .paragraph)
            $0.change(one, .paragraph)
        },
        PatchErrorCase("a block in a frozen one", .frozenBlock, at: 2) {
            $0.open(one, parent: .document, .blockQuote)
            $0.freeze(one)
            $0.open(two, parent: one, .paragraph)
        },
        PatchErrorCase("removing a frozen block", .frozenBlock, at: 2) {
            $0.open(one, parent: .document, .paragraph)
            $0.freeze(one)
            $0.remove(one)
        },
        PatchErrorCase("freezing an open span", .openSpan, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.strong)
            $0.freeze(one)
        },
        PatchErrorCase("content without a leaf", .noLeaf, at: 0) { $0.add(.text, "a") },
        PatchErrorCase("content for a quote", .noLeaf, at: 1) {
            $0.open(one, parent: .document, .blockQuote)
            $0.select(one, keeping: 0)
        },
        PatchErrorCase("content for a removed leaf", .noLeaf, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.remove(one)
            $0.add(.text, "a")
        },
        PatchErrorCase("keeping more than there is", .tooFewEvents, at: 1) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 1)
        },
        PatchErrorCase("extending nothing", .noText, at: 2) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.extend("a")
        },
        PatchErrorCase("replacing a break", .noText, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.softBreak)
            $0.replace("", "a")
        },
        PatchErrorCase("replacing all of a text by nothing", .looseText, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.text, "a")
            $0.replace("a", "")
        },
        PatchErrorCase("replacing more than there is", .looseText, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.text, "a")
            $0.replace("ab", "c")
        },
        PatchErrorCase("text after text", .looseText, at: 3) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.text, "a")
            $0.add(.text, "b")
        },
        PatchErrorCase("empty text", .looseText, at: 2) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.text, "")
        },
        PatchErrorCase("an end without a span", .noSpan, at: 4) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.strong)
            $0.add(.exit)
            $0.add(.exit)
        },
        PatchErrorCase("an end whose span was cut off", .noSpan, at: 4) {
            $0.open(one, parent: .document, .paragraph)
            $0.select(one, keeping: 0)
            $0.add(.strong)
            $0.select(one, keeping: 0)
            $0.add(.exit)
        },
    ]
}

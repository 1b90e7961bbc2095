@testable import Markdown

/// Patches for sketched blocks, made as a parser makes them: opened in order, filled, frozen.
struct SketchPatches {
    /// All patches so far, one list for each patch.
    private(set) var steps: [PatchList] = []
    private var lastID: UInt32 = 0
    /// How many bytes of text come with one patch.
    private let step: Int
    /// Whether blocks are first thought to be something else.
    private let isHasty: Bool

    init(step: Int = .max, isHasty: Bool = false) {
        self.step = step
        self.isHasty = isHasty
    }

    init(_ sketches: [Sketch], step: Int = .max, isHasty: Bool = false) {
        self.init(step: step, isHasty: isHasty)
        for sketch in sketches { add(sketch, to: .document) }
        patch { $0.freeze(.document) }
    }

    /// All in one list.
    var list: PatchList { PatchList(bytes: steps.flatMap(\.bytes)) }

    mutating func add(_ sketch: Sketch, to parent: BlockID) {
        switch sketch {
        case .block(let kind, let blocks):
            let id = openContainer(kind, in: parent)
            for block in blocks { add(block, to: id) }
            patch { $0.freeze(id) }
        case .leaf(let kind, let pieces):
            let id = openLeaf(kind, in: parent)
            if !pieces.isEmpty { patch { $0.select(id, keeping: 0) } }
            add(pieces)
            patch { $0.freeze(id) }
        }
    }

    /// Opens a container; a hasty one as a list that is tight, an item without a task.
    private mutating func openContainer(_ kind: BlockKind, in parent: BlockID) -> BlockID {
        guard isHasty else { return open(kind, in: parent) }
        switch kind {
        case .bulletList:
            let id = open(.bulletList(isTight: true), in: parent)
            patch { $0.change(id, kind) }
            return id
        case .listItem:
            let id = open(.listItem(.none), in: parent)
            let mistake = open(.paragraph, in: id)
            patch { $0.change(id, kind) }
            patch { $0.remove(mistake) }
            return id
        default: return open(kind, in: parent)
        }
    }

    /// Opens a leaf; a hasty one after a quote that was none, and as a paragraph with other content.
    private mutating func openLeaf(_ kind: BlockKind, in parent: BlockID) -> BlockID {
        switch kind {
        case .heading where isHasty, .paragraph where isHasty, .htmlBlock where isHasty:
            let mistake = open(.blockQuote, in: parent)
            _ = open(.paragraph, in: mistake)
            patch { $0.remove(mistake) }
            let id = open(.paragraph, in: parent)
            patch { $0.select(id, keeping: 0) }
            patch { $0.add(.text, "some words that do not stay, *or stay otherwise") }
            patch { $0.replace(" words that do not stay, *or stay otherwise", "") }
            patch { $0.change(id, kind) }
            patch { $0.select(id, keeping: 0) }
            return id
        default: return open(kind, in: parent)
        }
    }

    private mutating func open(_ kind: BlockKind, in parent: BlockID) -> BlockID {
        lastID += 1
        let id = BlockID(lastID)
        patch { $0.open(id, parent: parent, kind) }
        return id
    }

    private mutating func add(_ pieces: [Sketch.Piece]) {
        for piece in pieces {
            switch piece {
            case .bytes(.text, let text): add(text: text)
            case .bytes(let kind, let text): event { $0.append(kind, text) }
            case .event(let kind): event { $0.append(kind) }
            case .span(let kind, let pieces):
                event { $0.append(kind) }
                add(pieces)
                event { $0.append(.exit) }
            case .link(let address, let title, let pieces):
                event { $0.append(.link, address: address, title: title) }
                add(pieces)
                event { $0.append(.exit) }
            case .image(let address, let title, let description):
                event { $0.append(.image, address: address, title: title, description: description) }
            }
        }
    }

    private mutating func add(text: [UInt8]) {
        guard let first = text.first else { return }
        let whole = step >= text.count
        event { $0.appendText(whole ? text : [first]) }
        var rest = whole ? [] : text.dropFirst()
        while !rest.isEmpty {
            let next = Array(rest.prefix(step))
            patch { list in next.withUnsafeBufferPointer { list.extendText($0) } }
            rest = rest.dropFirst(next.count)
        }
    }

    private mutating func event(_ fill: (inout InlineLog) -> Void) {
        var log = InlineLog()
        fill(&log)
        patch { list in
            log.bytes.withUnsafeBufferPointer { bytes in
                for event in log.events { list.append(event, in: bytes) }
            }
        }
    }

    private mutating func patch(_ fill: (inout PatchList) -> Void) {
        var list = PatchList()
        fill(&list)
        steps.append(list)
    }
}

extension MarkdownTree {
    init(_ sketches: [Sketch]) throws {
        self.init()
        try apply(SketchPatches(sketches).list)
    }
}

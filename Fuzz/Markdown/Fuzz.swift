/// The entry point that libFuzzer calls with inputs of its making.
///
/// The first byte chooses the cuts and the options; the rest is the text. Whatever the text, every patch list fits the
/// tree it is for, every tree on the way is written as HTML that holds only what the writer itself writes, and the last
/// one is that of the whole text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let text = Array(input.dropFirst())
    let seed = UInt64(input.first ?? 0)
    var options = MarkdownOptions()
    options.hasSourceMarks = seed & 1 == 1
    if seed & 2 == 2 { options.imageHosts = [Array("img.example".utf8)] }
    let whole = tree(of: [text], options)
    for pieces in [text.map { [$0] }, pieces(of: text, seed: seed), pieces(of: text, seed: seed + 256)] {
        let cut = tree(of: pieces, options)
        precondition(cut == whole, "the tree depends on the cuts")
    }
    precondition(!PlainTextWriter().text(whole).contains(0), "plain text holds a NUL")
    return 0
}

private func tree(of pieces: [[UInt8]], _ options: MarkdownOptions) -> MarkdownTree {
    var parser = MarkdownParser(options)
    var tree = MarkdownTree()
    for piece in pieces {
        parser.append(piece)
        apply(parser.takePatches(), to: &tree)
    }
    parser.finish()
    apply(parser.takePatches(), to: &tree)
    return tree
}

private func apply(_ patches: PatchList, to tree: inout MarkdownTree) {
    do throws(PatchError) {
        try tree.apply(patches)
    } catch {
        preconditionFailure("a patch does not fit: \(error)")
    }
    checkHTML(HTMLWriter().html(tree))
}

/// Tags and attributes are the writer's own: none that a text could have brought.
private func checkHTML(_ html: [UInt8]) {
    var at = 0
    while at < html.count {
        if html[at] != UInt8(ascii: "<") {
            at += 1
            continue
        }
        guard let end = html[at...].firstIndex(of: UInt8(ascii: ">")) else { preconditionFailure("an open tag") }
        let tag = String(decoding: html[(at + 1)..<end], as: UTF8.self)
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
        precondition(allowedNames.contains(String(name)), "a tag <\(tag)>")
        precondition(!tag.contains("<") && !tag.lowercased().contains("=\"javascript:"), "a tag <\(tag)>")
        at = end + 1
    }
}

private let allowedNames: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "blockquote", "ul", "ol", "li", "pre", "code", "table", "thead",
    "tbody",
    "tr", "th", "td", "em", "strong", "del", "a", "img", "br", "sup", "input",
]

private func pieces(of text: [UInt8], seed: UInt64) -> [[UInt8]] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var pieces: [[UInt8]] = []
    var rest = text[...]
    while !rest.isEmpty {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let piece = rest.prefix(Int((state >> 33) % 9))
        pieces.append(Array(piece))
        rest = rest.dropFirst(piece.count)
    }
    return pieces
}

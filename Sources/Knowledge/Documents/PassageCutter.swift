/// Cuts an outline along its headings into sections of a bounded length.
struct PassageCutter {
    /// A section below a parent heading that is shorter joins its neighbours under that heading.
    static let shortSection = 120

    private let limit: Int
    private let title: String
    private var path: [(level: Int, text: String)] = []
    private var units: [String] = []
    private var sections: [Document.Section] = []
    /// Short sections below this heading, waiting to be joined.
    private var joined: (path: [String], text: String)?

    private init(limit: Int, title: String) {
        self.limit = max(80, limit)
        self.title = title
    }

    /// The sections of an outline, none longer than `limit` characters and none empty.
    static func sections(of outline: DocumentOutline, title: String, limit: Int) -> [Document.Section] {
        var cutter = PassageCutter(limit: limit, title: title)
        for block in outline.blocks {
            cutter.take(block)
        }
        cutter.endSection()
        cutter.emitJoined()
        return cutter.sections
    }

    private mutating func take(_ block: DocumentOutline.Block) {
        switch block {
        case .heading(let level, let text):
            endSection()
            while let last = path.last, last.level >= level { path.removeLast() }
            path.append((level, text))
        case .paragraph(let text): units.append(text)
        case .item(let text): units.append("- " + text)
        }
    }

    private mutating func endSection() {
        defer { units = [] }
        let headings = path.map(\.text).filter { $0 != title }
        let pieces = packed(units)
        guard let only = pieces.first else { return }
        if pieces.count == 1, only.count < Self.shortSection, headings.count > 1 {
            join(only, below: headings)
        } else {
            emitJoined()
            sections += pieces.map { Document.Section(heading: headings.joined(separator: " › "), text: $0) }
        }
    }

    private mutating func join(_ text: String, below headings: [String]) {
        let parent = Array(headings.dropLast())
        let line = "\(headings.last ?? ""): \(text)"
        if let waiting = joined, waiting.path == parent, waiting.text.count + line.count + 2 <= limit {
            joined = (parent, waiting.text + "\n\n" + line)
        } else {
            emitJoined()
            joined = (parent, line)
        }
    }

    private mutating func emitJoined() {
        guard let waiting = joined else { return }
        joined = nil
        for piece in packed([waiting.text]) {
            sections.append(Document.Section(heading: waiting.path.joined(separator: " › "), text: piece))
        }
    }

    /// Fills pieces with whole units as far as they fit.
    private func packed(_ units: [String]) -> [String] {
        var pieces: [String] = []
        var current = ""
        var length = 0
        for unit in units.flatMap(fitting) {
            let separator = unit.hasPrefix("- ") && !current.isEmpty ? "\n" : "\n\n"
            let added = unit.count
            if !current.isEmpty, length + separator.count + added > limit {
                pieces.append(current)
                current = ""
                length = 0
            }
            length += current.isEmpty ? added : separator.count + added
            current += current.isEmpty ? unit : separator + unit
        }
        if !current.isEmpty { pieces.append(current) }
        return pieces
    }

    /// The unit, cut after a sentence where it is too long, else after a word, else where the limit is.
    private func fitting(_ unit: String) -> [String] {
        guard unit.utf8.count > limit, unit.count > limit else { return [unit] }
        var parts: [String] = []
        var rest = unit[...]
        while let cut = rest.index(rest.startIndex, offsetBy: limit, limitedBy: rest.endIndex), cut < rest.endIndex {
            let window = rest[..<cut]
            let border = Self.sentenceEnd(in: window) ?? window.lastIndex(where: \.isWhitespace) ?? cut
            let end = border > rest.startIndex ? border : cut
            parts.append(Self.trimmed(rest[..<end]))
            rest = rest[end...]
        }
        parts.append(Self.trimmed(rest))
        return parts.filter { !$0.isEmpty }
    }

    /// Behind the last sentence that ends in the second half of the window.
    private static func sentenceEnd(in window: Substring) -> String.Index? {
        let middle = window.index(window.startIndex, offsetBy: window.count / 2)
        var end: String.Index?
        var previous: Character = " "
        var index = middle
        while index < window.endIndex {
            let character = window[index]
            if character.isWhitespace, previous == "." || previous == "!" || previous == "?" || character.isNewline {
                end = index
            }
            previous = character
            index = window.index(after: index)
        }
        return end
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}

/// The lines of a JavaScript module, without the comments that lines begin with and without indentation, each told apart
/// by where it begins. Pure.
///
/// It knows strings, template literals, comments and regular expressions, because what stands in them is no code. Of the
/// rest it knows brackets alone.
struct ScriptLines: Sequence {
    /// A line with something on it.
    struct Line: Hashable, Sendable {
        /// What is left of it.
        let text: String
        /// From 1.
        let number: Int
        /// Whether it begins outside of every bracket, and outside of every text that spans lines.
        let isTopLevel: Bool
    }

    private let lines: [Line]

    init(_ source: String) {
        var scanner = ScriptScanner()
        lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { index, bytes in
                let isTopLevel = scanner.isTopLevel
                let isInsideText = scanner.isInsideText
                let kept = scanner.scan(Array(bytes))
                guard isInsideText || !kept.isEmpty else { return nil }
                return Line(text: String(decoding: kept, as: UTF8.self), number: index + 1, isTopLevel: isTopLevel)
            }
    }

    func makeIterator() -> IndexingIterator<[Line]> { lines.makeIterator() }
}

/// The smallest thing that is quoted: a sentence, or a whole list with the line that introduces it.
struct QuotedUnit: Hashable {
    /// A sentence or a line of its own such as an address; the introduction of a list, or empty.
    var text: String
    /// The items of a list, without their marks.
    var items: [String] = []
    /// Which paragraph of the excerpt it stands in; a list counts as one.
    var paragraph: Int

    var isList: Bool { !items.isEmpty }

    /// Everything in it, for looking at.
    var wholeText: String { ([text] + items).joined(separator: "\n") }

    /// Whether it cannot be understood without the sentence before it.
    var leansOnPrevious: Bool {
        guard !isList else { return false }
        let first = text.prefix { $0.isLetter }.lowercased()
        return Self.leaningWords.contains(first)
    }

    /// Whether it is a question, which the next sentence answers.
    var asks: Bool { !isList && text.hasSuffix("?") }

    private static let leaningWords: Set<String> = [
        "das", "dies", "diese", "dieser", "dieses", "dabei", "dafür", "damit", "danach", "daraus", "dazu", "dort", "er",
        "es", "auch", "außerdem", "dann", "sonst", "this", "that", "these", "those", "it", "they", "then", "there",
        "also",
        "otherwise",
    ]
}

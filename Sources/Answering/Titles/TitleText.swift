/// What a model said when it was asked for a title, made fit to be one.
enum TitleText {
    /// The most characters of a title.
    static let maximumLength = 60

    /// The title in a model's words: its first line without marks around it; `nil` when that is no title.
    ///
    /// A model that goes on longer than a title may be has answered instead, and what it says is not used.
    static func title(in text: String) -> String? {
        let line = text.split(whereSeparator: \.isNewline).lazy.map(plain).first { !$0.isEmpty } ?? ""
        guard line.count <= maximumLength, line.contains(where: \.isLetter), !line.contains("<") else { return nil }
        return line
    }

    private static func plain(_ line: Substring) -> String {
        let visible = line.unicodeScalars.filter { !isInvisible($0) }.map(Character.init)
        var words = String(visible).split(whereSeparator: \.isWhitespace).joined(separator: " ")[...]
        if let label = labels.first(where: { words.lowercased().hasPrefix($0) }) {
            words = words.dropFirst(label.count)
        }
        let inner = words.drop(while: isMark)
        let end = inner.lastIndex { !isMark($0) }
        return end.map { String(inner[...$0]) } ?? ""
    }

    private static let labels = ["titel:", "title:", "**titel:**", "**title:**"]

    /// Quotation marks, Markdown and full stops around a title; a question mark belongs to it.
    private static func isMark(_ character: Character) -> Bool {
        character.isWhitespace || "\"'„“”‚‘’«»`*_#.:-–—".contains(character)
    }

    /// Controls and what turns the direction of the text around it.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: !scalar.properties.isWhitespace
        case .format, .privateUse, .surrogate, .unassigned: true
        default: false
        }
    }
}

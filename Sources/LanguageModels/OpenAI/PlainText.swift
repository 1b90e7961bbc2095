/// An upstream's words, made fit for one line of a log.
enum PlainText {
    /// How much of an upstream's words is kept.
    static let maximumCharacterCount = 200

    /// The text with runs of spaces, line endings and control characters as one space, cut after 200 characters.
    static func firstLine(of text: String) -> String {
        var line = String.UnicodeScalarView()
        var (count, isSpacePending) = (0, false)
        for scalar in text.unicodeScalars {
            guard count < maximumCharacterCount else {
                line.append("…")
                break
            }
            if scalar.value <= 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.properties.isWhitespace {
                isSpacePending = count > 0
                continue
            }
            if isSpacePending {
                line.append(" ")
                count += 1
            }
            isSpacePending = false
            line.append(scalar)
            count += 1
        }
        return String(line)
    }

    /// A page's text without its tags, scripts and styles, as ``firstLine(of:)``.
    static func firstLine(ofHTML page: String) -> String {
        var text = String.UnicodeScalarView()
        var rest = page.unicodeScalars[...]
        while let opening = rest.firstIndex(of: "<") {
            text.append(contentsOf: rest[..<opening])
            text.append(" ")
            rest = rest[opening...]
            for name in ["script", "style"] where rest.dropFirst().starts(with: name.unicodeScalars) {
                rest = skip(name, in: rest)
            }
            guard let closing = rest.firstIndex(of: ">") else { return firstLine(of: String(text)) }
            rest = rest[rest.index(after: closing)...]
        }
        text.append(contentsOf: rest)
        return firstLine(of: String(text))
    }

    /// What follows an element whose content is no text: from its closing tag on.
    private static func skip(
        _ name: String, in page: Substring.UnicodeScalarView
    ) -> Substring.UnicodeScalarView {
        var rest = page
        let closing = "</\(name)".unicodeScalars
        while let next = rest.firstIndex(of: "<") {
            rest = rest[next...]
            if rest.starts(with: closing) { return rest }
            rest = rest.dropFirst()
        }
        return rest.suffix(0)
    }
}

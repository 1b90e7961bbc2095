internal import LanguageModels

/// Marks retrieved text as foreign: numbered, between lines that the text itself cannot contain.
enum ExcerptFrame {
    /// The word that begins and ends an excerpt's frame.
    static let marker = "=== KAYA-EXCERPT"

    /// The excerpt in its frame.
    static func framed(_ excerpt: Prompt.Excerpt) -> String {
        var head = neutral(excerpt.title, isOneLine: true)
        let heading = neutral(excerpt.heading, isOneLine: true)
        if !heading.isEmpty { head += " › " + heading }
        return """
            \(marker) \(excerpt.number)
            \(head)

            \(neutral(excerpt.text, isOneLine: false))
            \(marker) END
            """
    }

    /// The text without what could pass for the frame, and without invisible characters that could hide such.
    ///
    /// Every run of three or more equals signs becomes two, after invisible and compatibility forms are gone. A chat
    /// template's control words, such as `<|im_start|>`, are parted by a space behind `<`.
    static func neutral(_ text: String, isOneLine: Bool) -> String {
        var result = String.UnicodeScalarView()
        var equals = 0
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            let scalar = scalar == "＝" || scalar == "﹦" ? "=" : scalar
            equals = scalar == "=" ? equals + 1 : 0
            if equals > 2 { continue }
            if scalar == "|", result.last == "<" { result.append(" ") }
            result.append(isOneLine && scalar.properties.isWhitespace ? " " : scalar)
        }
        return String(result)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\n" || scalar == "\t" { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}

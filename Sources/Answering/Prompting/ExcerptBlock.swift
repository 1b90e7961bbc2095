internal import Knowledge
internal import LanguageModels

/// Excerpts as a model sees them: foreign text between tags that the text itself cannot contain.
///
/// ```
/// <excerpts>
/// <excerpt number="1">
/// Kfz zulassen › Was brauche ich?
/// https://kreis.example/kfz (valid from 2026-01-01)
///
/// Bitte bringen Sie mit: …
/// </excerpt>
/// </excerpts>
/// ```
enum ExcerptBlock {
    static let opening = "<excerpts>\n"
    static let closing = "</excerpts>"

    /// One excerpt with its tags.
    static func text(of passage: Passage, number: Int) -> String {
        var head = line(passage.title)
        if !passage.heading.isEmpty { head += " › " + line(passage.heading) }
        let facts = [passage.url, passage.validFrom.map { "(valid from \($0))" }].compactMap { $0 }
        if !facts.isEmpty { head += "\n" + line(facts.joined(separator: " ")) }
        return "<excerpt number=\"\(number)\">\n\(head)\n\n\(neutralised(passage.text))\n</excerpt>\n"
    }

    /// The text without anything that could be a tag of ours or a control token of a model.
    ///
    /// Every `<` becomes `‹` unless a space or a digit follows, so neither `</excerpt>` nor `<|im_end|>` survives
    /// in any spelling, and "< 3 Jahre" stays readable.
    static func neutralised(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
        var result = ""
        result.reserveCapacity(text.utf8.count + 16)
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            if scalar == "<", let next = scalars[scalars.index(after: index)...].first, !isHarmless(next) {
                result.unicodeScalars.append("‹")
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || ("0"..."9").contains(scalar)
    }

    /// Neutralised and on one line.
    private static func line(_ text: String) -> String {
        neutralised(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}

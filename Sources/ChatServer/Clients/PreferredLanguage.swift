internal import Dialogue

/// Reads the language of Kaya's own words out of an `Accept-Language` field (RFC 9110 §12.5.4).
enum PreferredLanguage {
    /// The most wanted language there is; German when none is.
    static func choose(from field: String?) -> Language {
        guard let field else { return .german }
        var best: (language: Language, quality: Double)?
        for item in field.prefix(256).split(separator: ",") {
            let parts = item.split(separator: ";")
            guard let tag = parts.first?.trimmingPrefix(while: \.isWhitespace).prefix(2).lowercased(),
                let language = Language(rawValue: tag)
            else { continue }
            let quality = parts.dropFirst().lazy.compactMap(quality).first ?? 1
            if quality > 0, quality > best?.quality ?? 0 { best = (language, quality) }
        }
        return best?.language ?? .german
    }

    private static func quality(_ parameter: Substring) -> Double? {
        let text = parameter.filter { !$0.isWhitespace }
        return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
    }
}

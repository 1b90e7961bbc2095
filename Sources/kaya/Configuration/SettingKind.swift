internal import LanguageModels

/// What values a key takes, and how they are read from text.
enum SettingKind: Sendable {
    case text
    /// A text that is never shown.
    case secret
    case file
    case flag
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case duration(ClosedRange<Duration>)
    case choice([String])
    /// Texts parted by commas.
    case list

    /// The kind in a few words, for the table of keys.
    var name: String {
        switch self {
        case .text: "text"
        case .secret: "secret"
        case .file: "file"
        case .flag: "true or false"
        case .integer(let range): "\(range.lowerBound) … \(range.upperBound)"
        case .number(let range): "\(range.lowerBound) … \(range.upperBound)"
        case .duration(let range):
            "duration, \(DurationText.write(range.lowerBound)) … \(DurationText.write(range.upperBound))"
        case .choice(let words): words.joined(separator: " · ")
        case .list: "list"
        }
    }

    /// What is allowed, as the end of a sentence.
    var rule: String {
        switch self {
        case .text, .secret: "write some text"
        case .file: "write the path of a file"
        case .flag: "write true or false"
        case .integer(let range): "write a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number(let range): "write a number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "write a duration from \(DurationText.write(range.lowerBound)) to \(DurationText.write(range.upperBound)), "
                + "such as 500ms, 30s or 10m"
        case .choice(let words): "write one of \(words.joined(separator: ", "))"
        case .list: "write texts parted by commas"
        }
    }

    /// Whether values may be shown.
    var isSecret: Bool {
        if case .secret = self { true } else { false }
    }

    /// Reads a value; `nil` for what the rule does not allow.
    func read(_ text: String) -> SettingValue? {
        switch self {
        case .text, .file: .text(text)
        case .secret: .secret(Secret(text))
        case .flag: Self.flag(text).map { .flag($0) }
        case .integer(let range): Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
        case .number(let range): Double(text).flatMap { range.contains($0) ? .number($0) : nil }
        case .duration(let range): DurationText.read(text).flatMap { range.contains($0) ? .duration($0) : nil }
        case .choice(let words): words.contains(text) ? .text(text) : nil
        case .list:
            .list(text.split(separator: ",").map { $0.trimmingPrefix(while: \.isWhitespace) }.map(Self.trimmed))
        }
    }

    private static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1": true
        case "false", "no", "off", "0": false
        default: nil
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

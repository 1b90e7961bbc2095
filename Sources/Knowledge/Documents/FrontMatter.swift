import Foundation
import Yams

/// What a document says about itself in the YAML block at its head.
struct FrontMatter: Equatable {
    /// A block that is longer is taken for text. In characters.
    static let maximumLength = 16 * 1024

    var title: String?
    var url: String?
    var language: String?
    var validFrom: String?
    /// Sentences about what was ignored and why.
    var remarks: [String] = []

    init() {}

    /// Reads the YAML between the fences; what cannot be used becomes a remark.
    ///
    /// Only scalars of the top level are looked at, so aliases are never expanded.
    init(yaml: String) {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { return }
            guard let mapping = node.mapping else {
                remarks.append("The front matter is not a list of \"key: value\" lines and was ignored.")
                return
            }
            for (key, value) in mapping {
                guard let name = key.scalar?.string else { continue }
                take(name, value.scalar?.string)
            }
        } catch {
            remarks.append("The front matter is not valid YAML and was ignored: \(Self.firstLine(of: error)).")
        }
    }

    private mutating func take(_ name: String, _ value: String?) {
        let value = value?.trimmingCharacters(in: .whitespacesAndNewlines)
        let key = name.lowercased().filter { $0 != "-" && $0 != "_" }
        guard ["title", "url", "language", "lang", "validfrom"].contains(key) else { return }
        guard let value, !value.isEmpty else {
            remarks.append("The front matter's \"\(name)\" is not a single value and was ignored.")
            return
        }
        switch key {
        case "title":
            title = InlineText.collapsed(value)
        case "url":
            url = Self.webAddress(value)
            if url == nil { remarks.append("The front matter's \"\(name)\" is no http or https address.") }
        case "validfrom":
            validFrom = Self.isoDate(value)
            if validFrom == nil { remarks.append("The front matter's \"\(name)\" is no date of the form 2026-01-31.") }
        default:
            language = Self.languageTag(value)
            if language == nil { remarks.append("The front matter's \"\(name)\" is no language tag.") }
        }
    }

    /// Splits a text that begins with a `---` line into its front matter and the rest.
    ///
    /// A text without a closing fence has no front matter: the line is a rule, or a fence that the author forgot.
    static func split(_ text: String) -> (FrontMatter, Substring) {
        let none = (FrontMatter(), text[...])
        var lines = LineReader(text)
        guard let first = lines.next(), Self.isFence(first) else { return none }
        let start = lines.position
        var looksLikeKeys = false
        while let line = lines.next() {
            let end = lines.lineStart
            if Self.isFence(line) || Self.trimmed(line) == "..." {
                return (FrontMatter(yaml: String(text[start..<end])), text[lines.position...])
            }
            looksLikeKeys = looksLikeKeys || line.contains(":")
            if text.utf8.distance(from: start, to: end) > maximumLength { break }
        }
        guard looksLikeKeys else { return none }
        var matter = FrontMatter()
        matter.remarks.append("The front matter is not closed by a line of three hyphens and was read as text.")
        return (matter, text[...])
    }

    private static func isFence(_ line: Substring) -> Bool {
        trimmed(line) == "---"
    }

    private static func trimmed(_ line: Substring) -> String {
        String(line).trimmingCharacters(in: .whitespaces)
    }

    /// The address when it is safe to cite: `http` or `https`, no control characters, no white space.
    static func webAddress(_ value: String) -> String? {
        let lower = value.lowercased()
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), value.utf8.count <= 2048 else { return nil }
        let isClean = value.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value != 0x7F && !"<>\"`".contains(Character($0))
        }
        return isClean ? value : nil
    }

    /// The first ten characters when they are a day of the calendar.
    static func isoDate(_ value: String) -> String? {
        let day = value.prefix(10)
        let parts = day.split(separator: "-", omittingEmptySubsequences: false)
        guard day.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        let numbers = parts.compactMap { part in part.allSatisfy { ("0"..."9").contains($0) } ? Int(part) : nil }
        guard numbers.count == 3, (1...12).contains(numbers[1]) else { return nil }
        let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[numbers[1] - 1]).contains(numbers[2]) ? String(day) : nil
    }

    /// The primary tag in lower case: `de` of `de-DE`.
    static func languageTag(_ value: String) -> String? {
        let primary = value.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() } ?? ""
        guard (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return nil
        }
        return primary
    }

    private static func firstLine(of error: any Error) -> String {
        let line = String(describing: error).split(whereSeparator: \.isNewline).first ?? ""
        return String(line.prefix(160))
    }
}

import Yams

/// Questions that a page offers to whoever does not know yet what to ask, by language.
///
/// A folder holds them in `examples.yaml`, a mapping of languages to lists:
///
/// ```
/// de: [Was kostet ein Personalausweis?, Wo melde ich mein Auto an?]
/// en: [How do I register a car?]
/// ```
package struct ExampleQuestions: Sendable, Hashable {
    /// Questions of a language beyond this number are left out.
    package static let maximumQuestions = 12
    /// A longer question is left out. In characters.
    package static let maximumCharacters = 200

    /// The questions by BCP 47 primary tag, each list in the file's order.
    package private(set) var questions: [String: [String]] = [:]
    /// A sentence for everything in the text that was left out.
    package private(set) var remarks: [String] = []

    /// Reads the text of a file; what cannot be read is left out with a remark.
    package init(yaml: String) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: yaml)
        } catch {
            remarks.append("The examples are not valid YAML and were ignored.")
            return
        }
        guard let node else { return }
        guard let mapping = node.mapping else {
            remarks.append("The examples are not lists by language and were ignored.")
            return
        }
        for (key, list) in mapping { read(list, language: key.string ?? "") }
    }

    private mutating func read(_ node: Node, language: String) {
        guard let list = node.sequence, !language.isEmpty else {
            remarks.append("“\(language)” is not followed by a list of questions.")
            return
        }
        let texts = list.compactMap { $0.scalar?.string.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        let fitting = texts.filter { !$0.isEmpty && $0.count <= Self.maximumCharacters }
        if fitting.count < list.count {
            remarks.append(
                "Of “\(language)” were left out \(list.count - fitting.count) that are no question of at most "
                    + "\(Self.maximumCharacters) characters.")
        }
        if fitting.count > Self.maximumQuestions {
            remarks.append("Of “\(language)” only the first \(Self.maximumQuestions) were read.")
        }
        questions[language.prefix(2).lowercased()] = Array(fitting.prefix(Self.maximumQuestions))
    }
}

internal import Dialogue

/// What the operator tells everybody who comes, such as a maintenance or a trouble that is known.
package struct ServiceNotice: Sendable, Hashable {
    /// How much it matters.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        /// Good to know.
        case info
        /// Something does not work as it should.
        case warning
    }

    /// How much it matters.
    package var level: Level
    /// The words by language; at least one, which stands for the others.
    private let texts: [Language: String]

    /// A notice in these words; `nil` where there are none.
    package init?(_ level: Level, german: String?, english: String?) {
        var texts: [Language: String] = [:]
        texts[.german] = german
        texts[.english] = english
        guard !texts.isEmpty else { return nil }
        self.level = level
        self.texts = texts
    }

    /// The words in a language, or in the one that there is.
    func text(in language: Language) -> String {
        texts[language] ?? texts.values.first ?? ""
    }
}

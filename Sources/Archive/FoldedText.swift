internal import Foundation

/// Words to look for, without regard to case, accents or the width of characters.
package struct FoldedText: Sendable, Hashable {
    private let folded: String

    /// The words as they are looked for.
    package init(_ text: String) {
        folded = Self.fold(text)
    }

    /// Whether a text contains the words. An empty text is contained in every one.
    package func isContained(in text: String) -> Bool {
        folded.isEmpty || Self.fold(text).contains(folded)
    }

    private static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}

import Archive
import Foundation
import GRDB

/// The SQL function `mentions(text, words)`: whether a stored text contains words, as ``FoldedText`` compares.
enum FoldedSearch {
    static let function = DatabaseFunction("mentions", argumentCount: 2, pure: true) { values in
        guard let text = StoredText.fromDatabaseValue(values[0]), let words = String.fromDatabaseValue(values[1])
        else { return false }
        return FoldedText(words).isContained(in: text.text)
    }
}

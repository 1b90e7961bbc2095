package import LanguageModels

/// How many tokens a text may have, estimated without its model's tokeniser.
///
/// One token for every two bytes of UTF-8. Large vocabularies need about four bytes of German or English a token, small
/// ones trained mostly on English about two and a half of German, so the estimate errs on the side of too many tokens.
/// Only text without words, such as long numbers or emoji, can have more; a prompt holds little of it.
package enum TokenEstimate {
    /// Tokens that a chat template puts around one message: role, start and end marks.
    package static let perMessage = 8

    /// The estimate for a text of this many UTF-8 bytes.
    package static func tokens(inBytes bytes: Int) -> Int {
        (bytes + 1) / 2
    }

    /// The estimate for a text.
    package static func tokens(in text: String) -> Int {
        tokens(inBytes: text.utf8.count)
    }

    /// The estimate for messages with what their template puts around them.
    package static func tokens(in messages: [Prompt.Message]) -> Int {
        messages.reduce(0) { $0 + tokens(in: $1.text) + perMessage }
    }
}

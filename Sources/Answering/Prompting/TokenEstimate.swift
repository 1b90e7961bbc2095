<<<<<<< HEAD
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
=======
/// How many tokens a text has at the most, as far as that can be known without the model's vocabulary.
///
/// Byte-pair vocabularies need a token for about 4 bytes of English, for about 3 of German, and for 1 to 3 of other
/// scripts. The estimate is one token for every 3 bytes of UTF-8, and for every byte of characters outside Latin
/// scripts' two bytes 2 in 3, rounded up; plus a few for each message's frame. It is meant to be too high rather than
/// too low: a prompt that is too long is refused by the server, one that is a little shorter loses nothing.
package enum TokenEstimate {
    /// What the frame of one message costs: role, separators.
    package static let perMessage = 6

    /// The estimate for a text.
    package static func tokens(in text: String) -> Int {
        var thirds = 0
        for byte in text.utf8 { thirds += byte >= 0xE0 ? 4 : 1 }
        return (thirds + 2) / 3
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    }
}

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
    }
}

internal import Crypto
internal import Dialogue
internal import Foundation

/// A question that begins a conversation, under the name that the page gave to the request.
///
/// The conversation's id follows from these and from whose it is, so that a form that is sent twice begins one
/// conversation, and the same form with another question another one.
struct FirstRequest: Sendable {
    let id: TurnID
    let question: String
    let owner: Owner

    var conversation: ConversationID {
        let bits = Self.bits("kaya conversation \(id) \(owner) \(question)")
        return ConversationID(high: bits.high, low: bits.low)
    }

    /// 128 bits of a digest of a text (SHA-256).
    static func bits(_ text: String) -> (high: UInt64, low: UInt64) {
        let digest = Array(SHA256.hash(data: Data(text.utf8)))
        func integer(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return (integer(digest[0..<8]), integer(digest[8..<16]))
    }
}

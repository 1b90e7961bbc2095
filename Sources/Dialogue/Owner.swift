/// Whose something is: the one thing that decides who may see it.
///
/// A visitor's bits are a digest of the secret in their cookie, so that what is stored opens nothing. What belongs to an
/// owner answers everybody else as if it did not exist.
public struct Owner: Hashable, Sendable {
    /// What kind of owner.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A browser that has not said whose it is.
        case visitor = "v"
        /// An account.
        case account = "a"
        /// A user of an outside issuer of tokens.
        case issued = "o"
    }

    /// What kind of owner.
    public let kind: Kind
    /// The upper 64 bits of the name.
    public let high: UInt64
    /// The lower 64 bits of the name.
    public let low: UInt64

    /// An owner by kind and bits.
    public init(_ kind: Kind, high: UInt64, low: UInt64) {
        self.kind = kind
        self.high = high
        self.low = low
    }

    /// Reads ``description``; `nil` for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard let first = bytes.first, let kind = Kind(rawValue: String(UnicodeScalar(first))),
            let (high, low) = UnguessableText.bits(of: bytes.dropFirst())
        else { return nil }
        self.init(kind, high: high, low: low)
    }
}

extension Owner: CustomStringConvertible {
    /// The owner as it is stored: a letter for the kind and 22 characters.
    public var description: String {
        kind.rawValue + UnguessableText.string(high: high, low: low)
    }
}

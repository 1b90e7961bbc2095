/// A name of 128 random bits, written as 22 characters of URL-safe Base64 (RFC 4648 §5, unpadded).
///
/// Such ids are unguessable and global, so that any machine can serve any reader and an id tells nothing about others.
///
/// ```swift
/// var generator = SystemRandomNumberGenerator()
/// let id = TurnID.random(using: &generator)   // 7Qm2Zr0cT1bYw8KpXe5LdA
/// ```
public protocol UnguessableID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The upper 64 bits.
    var high: UInt64 { get }
    /// The lower 64 bits.
    var low: UInt64 { get }
    /// The id of these bits.
    init(high: UInt64, low: UInt64)
}

extension UnguessableID {
    /// A new id.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        Self(high: generator.next(), low: generator.next())
    }

    /// Reads 22 characters of URL-safe Base64; `nil` for anything else.
    ///
    /// 22 characters carry 132 bits; an id whose four spare bits are not zero was never given out and is refused.
    public init?(_ text: some StringProtocol) {
        guard let (high, low) = UnguessableText.bits(of: text.utf8) else { return nil }
        self.init(high: high, low: low)
    }

    /// The id as it stands on the wire.
    public var description: String {
        UnguessableText.string(high: high, low: low)
    }

    /// Reads the id from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
        }
        self = id
    }

    /// Writes the id as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

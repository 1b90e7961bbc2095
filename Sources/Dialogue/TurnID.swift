/// The name of one turn: 128 random bits, written as 22 characters of URL-safe Base64 (RFC 4648 §5, unpadded).
///
/// Ids are unguessable and global, so that any machine can serve any reader and an id tells nothing about others.
///
/// ```swift
/// var generator = SystemRandomNumberGenerator()
/// let id = TurnID.random(using: &generator)   // 7Qm2Zr0cT1bYw8KpXe5LdA
/// ```
public struct TurnID: Hashable, Sendable {
    /// The upper 64 bits.
    public let high: UInt64
    /// The lower 64 bits.
    public let low: UInt64

    /// A turn named by these bits.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A new id.
    public static func random(using generator: inout some RandomNumberGenerator) -> TurnID {
        TurnID(high: generator.next(), low: generator.next())
    }

    /// Reads 22 characters of URL-safe Base64; `nil` for anything else.
    ///
    /// 22 characters carry 132 bits; an id whose four spare bits are not zero was never given out and is refused.
    public init?(_ text: some StringProtocol) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var count = 0
        for byte in text.utf8 {
            guard count < 22, let value = Self.value(of: byte) else { return nil }
            count += 1
            if count == 22 {
                guard value & 0b1111 == 0 else { return nil }
                (high, low) = (high << 2 | low >> 62, low << 2 | UInt64(value >> 4))
            } else {
                (high, low) = (high << 6 | low >> 58, low << 6 | UInt64(value))
            }
        }
        guard count == 22 else { return nil }
        self.init(high: high, low: low)
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }

    /// Writes the 22 characters to the beginning of `bytes`, which must have room for them.
    ///
    /// - Returns: 22, the number of bytes written.
    @discardableResult
    public func write(to bytes: UnsafeMutableRawBufferPointer) -> Int {
        for index in 0..<21 {
            let shift = 122 - 6 * index
            let bits = shift >= 64 ? high >> (shift - 64) : (low >> shift) | (shift > 58 ? high << (64 - shift) : 0)
            bytes[index] = Self.character(for: UInt8(bits & 63))
        }
        bytes[21] = Self.character(for: UInt8((low << 4) & 63))
        return 22
    }

    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    private static func character(for value: UInt8) -> UInt8 {
        alphabet.utf8Start[Int(value & 63)]
    }
}

extension TurnID: CustomStringConvertible {
    /// The id as it stands on the wire.
    public var description: String {
        String(unsafeUninitializedCapacity: 22) { write(to: UnsafeMutableRawBufferPointer($0)) }
    }
}

extension TurnID: Codable {
    /// Reads the id from its text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = TurnID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a turn id")
        }
        self = id
    }

    /// Writes the id as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

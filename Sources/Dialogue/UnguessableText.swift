/// The text form of 128 bits: 22 characters of URL-safe Base64, unpadded.
enum UnguessableText {
    static let length = 22

    /// The bits of 22 characters; `nil` for anything else, and where one of the four spare bits is set.
    static func bits(of text: some Sequence<UInt8>) -> (high: UInt64, low: UInt64)? {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var count = 0
        for byte in text {
            guard count < length, let value = value(of: byte) else { return nil }
            count += 1
            if count == length {
                guard value & 0b1111 == 0 else { return nil }
                (high, low) = (high << 2 | low >> 62, low << 2 | UInt64(value >> 4))
            } else {
                (high, low) = (high << 6 | low >> 58, low << 6 | UInt64(value))
            }
        }
        return count == length ? (high, low) : nil
    }

    /// Writes the 22 characters to the beginning of `bytes`, which must have room for them.
    static func write(high: UInt64, low: UInt64, to bytes: UnsafeMutableRawBufferPointer) {
        for index in 0..<21 {
            let shift = 122 - 6 * index
            let bits = shift >= 64 ? high >> (shift - 64) : (low >> shift) | (shift > 58 ? high << (64 - shift) : 0)
            bytes[index] = character(for: UInt8(bits & 63))
        }
        bytes[21] = character(for: UInt8((low << 4) & 63))
    }

    /// The 22 characters.
    static func string(high: UInt64, low: UInt64) -> String {
        String(unsafeUninitializedCapacity: length) {
            write(high: high, low: low, to: UnsafeMutableRawBufferPointer($0))
            return length
        }
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

    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    private static func character(for value: UInt8) -> UInt8 {
        alphabet.utf8Start[Int(value & 63)]
    }
}

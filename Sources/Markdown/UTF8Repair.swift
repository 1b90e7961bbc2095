/// Makes UTF-8 of any bytes: what is no UTF-8, and NUL, becomes U+FFFD, once for each maximal wrong part (Unicode 3.9).
///
/// A character that is cut between two pieces is held back until its rest comes. A byte order mark at the start is left
/// out.
struct UTF8Repair {
    /// The first bytes of a character whose rest has not come; three at the most.
    private var held: [UInt8] = []
    private var isAtStart = true

    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// The valid text that the bytes bring.
    mutating func repair(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + held.count)
        if held.isEmpty {
            read(bytes, into: &text)
        } else {
            let joined = held + bytes
            held.removeAll()
            joined.withUnsafeBufferPointer { read($0, into: &text) }
        }
        if isAtStart, !text.isEmpty {
            isAtStart = false
            if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        }
        return text
    }

    /// The text is at its end: a character without its rest is wrong.
    mutating func finish() -> [UInt8] {
        defer { held.removeAll() }
        return held.isEmpty ? [] : Self.replacement
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, into text: inout [UInt8]) {
        var at = 0
        var validStart = 0
        while at < bytes.count {
            if bytes[at] &- 1 < 0x7F {
                at += 1
                continue
            }
            switch Self.character(bytes, at) {
            case .whole(let length):
                at += length
            case .cut:
                text.append(contentsOf: bytes[validStart..<at])
                held = Array(bytes[at...])
                return
            case .wrong(let length):
                text.append(contentsOf: bytes[validStart..<at])
                text.append(contentsOf: Self.replacement)
                at += length
                validStart = at
            }
        }
        text.append(contentsOf: bytes[validStart...])
    }

    private enum Character {
        case whole(Int)
        /// The bytes so far may become a character.
        case cut
        /// So many bytes are none.
        case wrong(Int)
    }

    private static func character(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Character {
        let length: Int
        var lower: UInt8 = 0x80
        var upper: UInt8 = 0xBF
        switch bytes[start] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if bytes[start] == 0xE0 { lower = 0xA0 }
            if bytes[start] == 0xED { upper = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if bytes[start] == 0xF0 { lower = 0x90 }
            if bytes[start] == 0xF4 { upper = 0x8F }
        default: return .wrong(1)
        }
        for index in 1..<length {
            guard start + index < bytes.count else { return .cut }
            guard bytes[start + index] >= lower, bytes[start + index] <= upper else { return .wrong(index) }
            lower = 0x80
            upper = 0xBF
        }
        return .whole(length)
    }
}

/// A line that never grows beyond its bound.
///
/// Text is appended whole characters at a time; what does not fit is left out and ``isCut`` says so.
struct BoundedLine {
    /// The most bytes of a line, its line feed included.
    static let maximumBytes = 8192

    private(set) var bytes: [UInt8] = []
    private(set) var isCut = false
    /// Kept free for what closes the line.
    private let reserve: Int

    init(reserve: Int) {
        self.reserve = reserve
        bytes.reserveCapacity(256)
    }

    /// Bytes that may still be appended before the reserve.
    var room: Int { Self.maximumBytes - reserve - bytes.count }

    /// Appends text that the program wrote; it must fit.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Appends text that is known to be short and harmless, where there is room.
    mutating func append(short text: String) {
        guard text.utf8.count <= room else {
            isCut = true
            return
        }
        bytes.append(contentsOf: text.utf8)
    }

    /// Appends text with hazardous characters escaped, at most `limit` bytes of it; a cut shows as `…`.
    mutating func append(escaping text: String, limit: Int, isQuoted: Bool) {
        let mark: [UInt8] = [0xE2, 0x80, 0xA6]
        let end = bytes.count + min(limit, room) - mark.count
        for scalar in text.unicodeScalars {
            let start = bytes.count
            if LogEscaping.isHazardous(scalar) {
                bytes.append(contentsOf: LogEscaping.escape(scalar).utf8)
            } else {
                if isQuoted, scalar == "\"" || scalar == "\\" { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
            if bytes.count > end {
                bytes.removeSubrange(start...)
                if end >= 0 { bytes.append(contentsOf: mark) }
                isCut = true
                return
            }
        }
    }

    /// Forgets everything after a length.
    mutating func truncate(to count: Int) {
        bytes.removeSubrange(min(count, bytes.count)...)
        isCut = true
    }
}

/// The standard's algorithm on a whole stream, written to be read and not to be fast.
///
/// HTML, 9.2.6: strip one byte order mark, cut the stream into lines, then take line after line.
struct ReferenceDecoder {
    var events: [ReferenceEvent] = []
    var reconnectionTime: UInt32?
    var lastEventID: [UInt8] = []
    var commentCount: UInt64 = 0
    private var data: [UInt8] = []
    private var type: [UInt8] = []
    private var idBuffer: [UInt8] = []

    init(_ bytes: [UInt8]) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        for line in Self.lines(text) { take(line) }
    }

    /// The lines that have a line ending: CRLF, LF or CR.
    static func lines(_ text: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var line: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == 0x0D, index + 1 < text.count, text[index + 1] == 0x0A {
                lines.append(line)
                line = []
                index += 2
            } else if text[index] == 0x0A || text[index] == 0x0D {
                lines.append(line)
                line = []
                index += 1
            } else {
                line.append(text[index])
                index += 1
            }
        }
        return lines
    }

    private mutating func take(_ line: [UInt8]) {
        guard !line.isEmpty else { return dispatch() }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return process(line, []) }
        if colon == 0 {
            commentCount += 1
            return
        }
        var value = Array(line[(colon + 1)...])
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        process(Array(line[..<colon]), value)
    }

    private mutating func process(_ field: [UInt8], _ value: [UInt8]) {
        switch field {
        case Array("event".utf8):
            type = value
        case Array("data".utf8):
            data += value + [0x0A]
        case Array("id".utf8):
            if !value.contains(0) { idBuffer = value }
        case Array("retry".utf8):
            guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return }
            let digits = value.drop { $0 == 0x30 }
            let number = digits.count > 10 ? UInt64.max : digits.reduce(0) { $0 * 10 + UInt64($1 - 0x30) }
            reconnectionTime = UInt32(clamping: number)
        default:
            return
        }
    }

    private mutating func dispatch() {
        lastEventID = idBuffer
        if !data.isEmpty {
            data.removeLast()
            events.append(ReferenceEvent(type: type, data: data, id: lastEventID))
        }
        data = []
        type = []
    }
}

/// An event by its bytes, as both decoders report it.
struct ReferenceEvent: Equatable {
    var type: [UInt8]
    var data: [UInt8]
    var id: [UInt8]
}

/// Reads the text out of one chunk of a chat completion stream, for the path of every token.
///
/// It walks the bytes once, allocates nothing and decides only what it plainly understands. Everything else is
/// ``Reading/odd`` and left to ``ChatCompletionChunk``: errors, finish reasons, usage, reasoning, refusals, tool calls,
/// several choices, names that occur twice or are spelt with escapes, malformed text. Whenever it does decide, it reads
/// what the full decode reads.
struct ChunkScanner {
    enum Reading {
        /// The first choice's `delta.content`, not empty.
        case content(JSONString)
        /// A well-formed chunk that says nothing: a role, an empty text.
        case nothing
        /// Not plainly understood.
        case odd
    }

    /// Names that may occur once in the object that has them.
    private struct Seen: OptionSet {
        let rawValue: UInt8

        static let choices = Seen(rawValue: 1)
        static let delta = Seen(rawValue: 2)
        static let content = Seen(rawValue: 4)
        static let finishReason = Seen(rawValue: 8)
        static let index = Seen(rawValue: 16)
    }

    private var seen: Seen = []
    private var content: JSONString?

    /// Reads the data of one event.
    @inline(__always)
    static func read(_ data: UnsafeRawBufferPointer) -> Reading {
        guard var cursor = JSONCursor(data) else { return .odd }
        var scanner = ChunkScanner()
        cursor.skipWhitespace()
        guard scanner.readChunk(&cursor), scanner.seen.contains(.choices) else { return .odd }
        cursor.skipWhitespace()
        guard cursor.isAtEnd else { return .odd }
        guard let content = scanner.content, !content.isEmpty else { return .nothing }
        return .content(content)
    }

    @inline(__always)
    private mutating func readChunk(_ cursor: inout JSONCursor) -> Bool {
        cursor.readMembers { cursor, name in
            if name.isEscaped { return false }
            switch name.bytes.count {
            case 7 where name.matches("choices"):
                return note(.choices) && readChoices(&cursor)
            case 5 where name.matches("error") || name.matches("usage"):
                return cursor.skipNull()
            default:
                return cursor.skipValue()
            }
        }
    }

    /// An array of at most one choice.
    @inline(__always)
    private mutating func readChoices(_ cursor: inout JSONCursor) -> Bool {
        guard cursor.skip(UInt8(ascii: "[")) else { return false }
        cursor.skipWhitespace()
        if cursor.skip(UInt8(ascii: "]")) { return true }
        guard readChoice(&cursor) else { return false }
        cursor.skipWhitespace()
        return cursor.skip(UInt8(ascii: "]"))
    }

    @inline(__always)
    private mutating func readChoice(_ cursor: inout JSONCursor) -> Bool {
        cursor.readMembers { cursor, name in
            if name.isEscaped { return false }
            switch name.bytes.count {
            case 5 where name.matches("delta"):
                return note(.delta) && readDelta(&cursor)
            case 5 where name.matches("index"):
                return note(.index) && readZero(&cursor)
            case 13 where name.matches("finish_reason"):
                return note(.finishReason) && cursor.skipNull()
            case 5 where name.matches("error") || name.matches("usage"):
                return cursor.skipNull()
            default:
                return cursor.skipValue()
            }
        }
    }

    @inline(__always)
    private mutating func readDelta(_ cursor: inout JSONCursor) -> Bool {
        cursor.readMembers { cursor, name in
            if name.isEscaped { return false }
            switch name.bytes.count {
            case 7 where name.matches("content"):
                guard note(.content) else { return false }
                if cursor.skipNull() { return true }
                content = cursor.readString()
                return content != nil
            case 7 where name.matches("refusal"), 8 where name.matches("thinking"), 9 where name.matches("reasoning"),
                10 where name.matches("tool_calls"), 13 where name.matches("function_call"),
                17 where name.matches("reasoning_content") || name.matches("reasoning_details"):
                return cursor.skipNull()
            default:
                return cursor.skipValue()
            }
        }
    }

    /// The number 0 and nothing that goes on as another number.
    @inline(__always)
    private func readZero(_ cursor: inout JSONCursor) -> Bool {
        guard cursor.skip(UInt8(ascii: "0")) else { return false }
        return cursor.byte == UInt8(ascii: ",") || cursor.byte == UInt8(ascii: "}") || cursor.byte <= 0x20
    }

    @inline(__always)
    private mutating func note(_ name: Seen) -> Bool {
        seen.insert(name).inserted
    }
}

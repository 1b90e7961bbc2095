/// How the body of an answer is written, told by its content type and, where that says little, by its first byte.
enum BodyFormat: Sendable {
    /// Not told yet.
    case undecided
    /// Server-sent events.
    case eventStream
    /// One JSON value.
    case json
    /// One JSON object a line.
    case lines

    /// The format a `Content-Type` announces; nil if it is none that a chat model would send.
    ///
    /// Servers send events as `application/json`, errors as `text/event-stream` and anything as `text/plain`, so only
    /// lines are believed at once. Parameters are ignored: every body is read as UTF-8.
    init?(contentType: String?) {
        let type = ASCII.lowercasedWithoutBlanks(contentType ?? "", before: ASCII.semicolon)
        switch type {
        case "text/event-stream", "", "text/plain", "application/octet-stream", "application/stream+json":
            self = .undecided
        case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
            "application/json-lines":
            self = .lines
        default:
            guard type == "application/json" || type.hasSuffix("+json") else { return nil }
            self = .undecided
        }
    }

    /// The format of a body whose first byte after white space and a byte order mark is `byte`; nil for markup.
    init?(firstByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): self = .json
        case UInt8(ascii: "<"): return nil
        default: self = .eventStream
        }
    }

    /// Whether `byte` may stand before what tells the format.
    static func isPreamble(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0xEF || byte == 0xBB || byte == 0xBF
    }
}

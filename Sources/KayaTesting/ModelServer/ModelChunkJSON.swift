import LanguageModels

/// Chunks of a streamed chat completion as JSON text.
enum ModelChunkJSON {
    static func role(model: String) -> String {
        chunk(model, choices: #"[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]"#)
    }

    static func content(_ text: String, model: String) -> String {
        chunk(model, choices: #"[{"index":0,"delta":{"content":\#(quoted(text))},"finish_reason":null}]"#)
    }

    static func finish(_ reason: String, model: String) -> String {
        chunk(model, choices: #"[{"index":0,"delta":{},"finish_reason":\#(quoted(reason))}]"#)
    }

    static func usage(_ usage: Usage, model: String) -> String {
        let total = usage.promptTokens + usage.completionTokens
        let counts =
            #"{"prompt_tokens":\#(usage.promptTokens),"completion_tokens":\#(usage.completionTokens),"#
            + #""total_tokens":\#(total)}"#
        return chunk(model, choices: "[]", more: #","usage":\#(counts)"#)
    }

    private static func chunk(_ model: String, choices: String, more: String = "") -> String {
        #"{"id":"chatcmpl-test","object":"chat.completion.chunk","created":0,"model":\#(quoted(model)),"#
            + #""choices":\#(choices)\#(more)}"#
    }

    /// The text as a JSON string (RFC 8259, section 7).
    private static func quoted(_ text: String) -> String {
        var bytes = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0..<0x20: bytes += Array(#"\u00"#.utf8) + [hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}

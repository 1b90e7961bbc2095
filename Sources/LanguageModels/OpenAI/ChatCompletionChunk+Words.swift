extension ChatCompletionChunk.Words {
    /// Reads a `delta` or a `message`.
    mutating func read(_ cursor: inout JSONCursor) -> Bool {
        cursor.readMembers { cursor, name in
            if name.matches("content") {
                content = []
                return readContent(&cursor)
            }
            if name.matches("refusal") {
                refusal = nil
                guard cursor.byte == UInt8(ascii: "\"") else { return cursor.skipValue() }
                refusal = cursor.readString()
                return refusal != nil
            }
            if name.matches("reasoning_content") || name.matches("reasoning") || name.matches("reasoning_details")
                || name.matches("thinking")
            {
                return readThought(&cursor)
            }
            if name.matches("tool_calls") || name.matches("function_call") {
                return readToolCalls(&cursor)
            }
            return cursor.skipValue()
        }
    }

    /// A string, or a list of parts of which those of type `text` are the text.
    private mutating func readContent(_ cursor: inout JSONCursor) -> Bool {
        switch cursor.byte {
        case UInt8(ascii: "\""):
            guard let string = cursor.readString() else { return false }
            content = [string]
            return true
        case UInt8(ascii: "["):
            return cursor.readElements { cursor in
                guard cursor.byte == UInt8(ascii: "{") else { return cursor.skipValue() }
                return cursor.readMembers { cursor, name in
                    if name.matches("text"), cursor.byte == UInt8(ascii: "\"") {
                        guard let string = cursor.readString() else { return false }
                        content.append(string)
                        return true
                    }
                    if name.matches("thinking") { return readThought(&cursor) }
                    return cursor.skipValue()
                }
            }
        default:
            return cursor.skipValue()
        }
    }

    /// Anything but null, false and what is empty counts as a thought.
    private mutating func readThought(_ cursor: inout JSONCursor) -> Bool {
        let (kind, start) = (cursor.byte, cursor.position)
        guard cursor.skipValue() else { return false }
        let isContent = kind == UInt8(ascii: "\"") || kind == UInt8(ascii: "[") || kind == UInt8(ascii: "{")
        if isContent, cursor.position - start > 2 { isReasoning = true }
        return true
    }

    private mutating func readToolCalls(_ cursor: inout JSONCursor) -> Bool {
        switch cursor.byte {
        case UInt8(ascii: "["):
            return cursor.readElements { cursor in
                toolCallCount += 1
                return cursor.skipValue()
            }
        case UInt8(ascii: "{"):
            toolCallCount += 1
            return cursor.skipValue()
        default:
            return cursor.skipValue()
        }
    }
}

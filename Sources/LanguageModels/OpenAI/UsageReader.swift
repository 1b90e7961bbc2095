/// Reads token counts; what is missing, negative or no integer counts as zero, and nothing at all as none.
struct UsageReader {
    private var prompt: Int?
    private var completion: Int?

    var usage: Usage? {
        prompt == nil && completion == nil ? nil : Usage(promptTokens: prompt ?? 0, completionTokens: completion ?? 0)
    }

    /// Reads a `usage` object; anything else leaves `usage` as it was.
    static func read(_ cursor: inout JSONCursor, into usage: inout Usage?) -> Bool {
        guard cursor.byte == UInt8(ascii: "{") else { return cursor.skipValue() }
        var reader = UsageReader()
        let isWellFormed = cursor.readMembers { cursor, name in
            if name.matches("prompt_tokens") { return reader.readPrompt(&cursor) }
            if name.matches("completion_tokens") { return reader.readCompletion(&cursor) }
            return cursor.skipValue()
        }
        usage = reader.usage ?? usage
        return isWellFormed
    }

    mutating func readPrompt(_ cursor: inout JSONCursor) -> Bool {
        Self.readCount(&cursor, into: &prompt)
    }

    mutating func readCompletion(_ cursor: inout JSONCursor) -> Bool {
        Self.readCount(&cursor, into: &completion)
    }

    private static func readCount(_ cursor: inout JSONCursor, into count: inout Int?) -> Bool {
        guard cursor.byte &- 0x30 < 10 else { return cursor.skipValue() }
        guard let number = cursor.readNumber() else { return false }
        if number < 1e15, let integer = Int(exactly: number) { count = integer }
        return true
    }
}

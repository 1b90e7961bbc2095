extension ChatCompletionChunk {
    /// One element of `choices`.
    struct Choice {
        var index: Int?
        var delta = Words()
        var message = Words()
        var finishReason: String?
        var usage: Usage?
        var error: ReportedError?

        mutating func read(_ cursor: inout JSONCursor) -> Bool {
            cursor.readMembers { cursor, name in
                if name.matches("delta"), cursor.byte == UInt8(ascii: "{") {
                    delta = Words()
                    return delta.read(&cursor)
                }
                if name.matches("message"), cursor.byte == UInt8(ascii: "{") {
                    message = Words()
                    return message.read(&cursor)
                }
                if name.matches("index") { return readIndex(&cursor) }
                if name.matches("finish_reason") { return cursor.readText(into: &finishReason) }
                if name.matches("usage") { return UsageReader.read(&cursor, into: &usage) }
                if name.matches("error") {
                    var reader = ReportedError.Reader()
                    guard reader.readMember(name, &cursor) else { return false }
                    error = reader.report(hasChoices: true, isErrorList: false)
                    return true
                }
                return cursor.skipValue()
            }
        }

        private mutating func readIndex(_ cursor: inout JSONCursor) -> Bool {
            guard cursor.byte &- 0x30 < 10 || cursor.byte == UInt8(ascii: "-") else {
                index = nil
                return cursor.skipValue()
            }
            guard let number = cursor.readNumber() else { return false }
            index = Int(exactly: number) ?? .max
            return true
        }
    }
}

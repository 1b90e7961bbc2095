extension ChatCompletionChunk {
    /// Collects a chunk while a cursor walks over it.
    struct Reader {
        private var result = ChatCompletionChunk()
        private var ownWords = Words()
        private var choiceUsage: Usage?
        private var lineUsage = UsageReader()
        private var doneReason: String?
        private var error = ReportedError.Reader()
        private var isErrorList = false

        /// The error, the usage and the words that count, once all members are read.
        func chunk() -> ChatCompletionChunk {
            var chunk = result
            chunk.error = error.report(hasChoices: chunk.hasChoices, isErrorList: isErrorList) ?? chunk.error
            chunk.usage = chunk.usage ?? choiceUsage ?? lineUsage.usage
            if chunk.hasChoices {
                chunk.isLastLine = false
            } else {
                chunk.message = ownWords
                if chunk.isLastLine { chunk.finishReason = doneReason ?? "stop" }
            }
            return chunk
        }

        /// Google's form of an error: a list with one object.
        mutating func readErrorList(_ cursor: inout JSONCursor) -> Bool {
            isErrorList = true
            return cursor.readElements { cursor in
                cursor.byte == UInt8(ascii: "{") ? readChunk(&cursor) : cursor.skipValue()
            }
        }

        mutating func readChunk(_ cursor: inout JSONCursor) -> Bool {
            cursor.readMembers { cursor, name in
                if name.matches("choices") { return readChoices(&cursor) }
                if name.matches("usage") { return UsageReader.read(&cursor, into: &result.usage) }
                if name.matches("message"), cursor.byte == UInt8(ascii: "{") {
                    ownWords = Words()
                    return ownWords.read(&cursor)
                }
                if name.matches("done") {
                    result.isLastLine = cursor.byte == UInt8(ascii: "t")
                    return cursor.skipValue()
                }
                if name.matches("done_reason") { return cursor.readText(into: &doneReason) }
                if name.matches("prompt_eval_count") { return lineUsage.readPrompt(&cursor) }
                if name.matches("eval_count") { return lineUsage.readCompletion(&cursor) }
                return error.readMember(name, &cursor)
            }
        }

        private mutating func readChoices(_ cursor: inout JSONCursor) -> Bool {
            result.hasChoices = cursor.byte == UInt8(ascii: "[")
            (result.delta, result.message, result.finishReason, choiceUsage) = (Words(), Words(), nil, nil)
            result.error = nil
            guard result.hasChoices else { return cursor.skipValue() }
            var place = 0
            return cursor.readElements { cursor in
                defer { place += 1 }
                return readChoice(&cursor, place: place)
            }
        }

        private mutating func readChoice(_ cursor: inout JSONCursor, place: Int) -> Bool {
            guard cursor.byte == UInt8(ascii: "{") else { return cursor.skipValue() }
            var choice = Choice()
            guard choice.read(&cursor) else { return false }
            guard choice.index ?? place == 0 else { return true }
            result.delta.append(choice.delta)
            result.message.append(choice.message)
            result.finishReason = choice.finishReason ?? result.finishReason
            choiceUsage = choice.usage ?? choiceUsage
            result.error = choice.error ?? result.error
            return true
        }
    }
}

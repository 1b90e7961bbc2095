/// One chunk of a chat completion stream, or a whole answer, decoded with tolerance.
///
/// It understands OpenAI's streaming and plain answers, the additions of the servers that imitate them, and the lines
/// of Ollama's own protocol. What has another type than expected counts as absent, unknown names are passed over, of a
/// name that occurs twice the last counts. Texts are borrowed from the decoded bytes.
struct ChatCompletionChunk {
    /// What one choice said, in a stream's `delta` or a whole answer's `message`.
    struct Words {
        var content: [JSONString] = []
        var refusal: JSONString?
        /// Whether there are thoughts beside the text.
        var isReasoning = false
        var toolCallCount = 0

        mutating func append(_ other: Words) {
            content += other.content
            refusal = other.refusal ?? refusal
            isReasoning = isReasoning || other.isReasoning
            toolCallCount += other.toolCallCount
        }
    }

    /// Whether the chunk has a list of choices, empty or not.
    var hasChoices = false
    /// The first choice's words in a stream.
    var delta = Words()
    /// The first choice's words in a whole answer, and a line's of Ollama.
    var message = Words()
    /// Why the first choice ended; nil while it goes on. Never empty.
    var finishReason: String?
    var usage: Usage?
    /// What the server reported instead of an answer, or in the middle of one.
    var error: ReportedError?
    /// Whether Ollama says that this line is its last.
    var isLastLine = false

    /// Decodes the data of one event or a whole body; nil if it is not one well-formed JSON object.
    init?(_ data: UnsafeRawBufferPointer) {
        guard var cursor = JSONCursor(data) else { return nil }
        cursor.skipWhitespace()
        var reader = Reader()
        let isWellFormed =
            cursor.byte == UInt8(ascii: "[") ? reader.readErrorList(&cursor) : reader.readChunk(&cursor)
        guard isWellFormed else { return nil }
        cursor.skipWhitespace()
        guard cursor.isAtEnd else { return nil }
        self = reader.chunk()
    }

    init() {}

    /// Whether this says anything about a completion; a ping does not.
    var isPartOfCompletion: Bool {
        hasChoices || isLastLine || usage != nil || !message.content.isEmpty || message.isReasoning
    }
}

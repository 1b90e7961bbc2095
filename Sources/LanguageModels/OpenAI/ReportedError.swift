/// What a model server says went wrong, in an event, in a line or in the body of an error status.
struct ReportedError: Hashable, Sendable {
    /// The server's words; for logs only.
    var message: String
    /// The kind, such as `insufficient_quota` or `overloaded_error`.
    var type: String?
    /// The code, such as `rate_limit_exceeded`; a number is ``status``.
    var code: String?
    /// The code if it is a number: mostly an HTTP status.
    var status: Int?

    init(message: String, type: String? = nil, code: String? = nil, status: Int? = nil) {
        self.message = message
        self.type = type
        self.code = code
        self.status = status
    }

    /// Reads a body: a JSON string, an object with `error`, `errors`, `detail` or `message`, or a list of these.
    ///
    /// Nil if the body is no JSON of such a form.
    init?(body: UnsafeRawBufferPointer) {
        guard var cursor = JSONCursor(body) else { return nil }
        cursor.skipWhitespace()
        if cursor.byte == UInt8(ascii: "\"") {
            guard let string = cursor.readString(), !string.isEmpty else { return nil }
            self.init(message: string.text())
        } else {
            guard let chunk = ChatCompletionChunk(body), let error = chunk.error else { return nil }
            self = error
        }
    }
}

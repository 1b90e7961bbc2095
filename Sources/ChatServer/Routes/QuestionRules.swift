internal import Dialogue
internal import HTTPTypes
internal import Hummingbird

/// What makes a text a question.
struct QuestionRules {
    let limits: ServerLimits

    /// The question without white space around it.
    /// - Throws: ``Problem`` with `too-large`, counted in characters, and `invalid-field` when nothing is left.
    func check(_ text: String, field: String) throws(Problem) -> String {
        // By scalars: an accent that follows a space belongs to the question.
        var scalars = text.unicodeScalars[...]
        while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
        while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
        let question = Substring(scalars)
        guard !question.isEmpty else { throw Problem(.invalidField, field: field) }
        guard TextBound.holds(question, characters: limits.questionCharacters) else {
            throw Problem(.tooLarge, field: field)
        }
        return String(question)
    }

    /// A request's name as its sender gave it: in the body, or else in `Idempotency-Key`.
    /// - Throws: ``Problem`` with `invalid-field` for one that is empty, longer than 128 bytes or not printable ASCII.
    func requestID(body: String? = nil, _ request: Request) throws(Problem) -> String? {
        guard let text = body ?? request.headers[.idempotencyKey] else { return nil }
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.invalidField, field: body == nil ? "Idempotency-Key" : "requestId")
        }
        return text
    }
}

internal import Dialogue

/// What makes a text a question.
struct QuestionRules {
    let limits: ServerLimits

    /// The question without white space around it.
    /// - Throws: ``Problem`` with `too-large`, counted in characters, and `invalid-field` when nothing is left.
    func check(_ text: String, field: String) throws(Problem) -> String {
        var question = Substring(text)
        while question.first?.isWhitespace == true { question.removeFirst() }
        while question.last?.isWhitespace == true { question.removeLast() }
        guard !question.isEmpty else { throw Problem(.invalidField, field: field) }
        // A character has at least one byte, so a short text needs no counting.
        guard question.utf8.count <= limits.questionCharacters || question.count <= limits.questionCharacters else {
            throw Problem(.tooLarge, field: field)
        }
        return String(question)
    }

    /// A request's name as its sender gave it.
    /// - Throws: ``Problem`` with `invalid-field` for one that is empty, longer than 128 bytes or not printable ASCII.
    func checkRequestID(_ text: String?) throws(Problem) -> String? {
        guard let text else { return nil }
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.invalidField, field: "requestId")
        }
        return text
    }
}

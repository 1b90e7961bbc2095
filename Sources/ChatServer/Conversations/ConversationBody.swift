internal import Dialogue

/// The body of a new or a changed conversation. Whose it is cannot be said: that follows from who asks.
struct ConversationBody: Decodable, Sendable {
    var title: String?
    var pinned: Bool?
    var archived: Bool?

    /// The title on one line, with single spaces.
    /// - Throws: ``Problem`` with `invalid-field` for an empty one, `too-large` for a long one.
    func checkedTitle(_ limits: ServerLimits) throws(Problem) -> String? {
        guard let title else { return nil }
        let line = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !line.isEmpty else { throw Problem(.invalidField, field: "title") }
        guard TextBound.holds(line, characters: limits.titleCharacters) else {
            throw Problem(.tooLarge, field: "title")
        }
        return line
    }
}

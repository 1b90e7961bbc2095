internal import Archive
internal import Dialogue

/// A turn that somebody asks for in a conversation, before its history is known. Pure.
struct TurnDraft: Sendable {
    let place: TurnPlace
    /// `nil` where an earlier turn is continued or repeated.
    let question: String?
    let client: UInt64?
    let requestID: String?
    let language: Language
    /// How the answer is to be written.
    var style = AnswerStyle.standard
    /// Whether how the answer comes about is told too.
    let isTraced: Bool

    /// Whether an earlier turn is what this request asked for already.
    func isSame(as earlier: StoredTurn) -> Bool {
        earlier.place?.relation == place.relation && (question == nil || question == earlier.question)
    }

    /// The turn after what was said before.
    ///
    /// - Parameters:
    ///   - turns: Oldest first, before the related one where there is one.
    ///   - related: The turn that is continued or repeated.
    func newTurn(after turns: [StoredTurn], related: StoredTurn?) -> NewTurn {
        var hasher = Hasher()
        hasher.combine(place.owner)
        var turn = NewTurn(
            question: question ?? related?.question ?? "",
            history: turns.flatMap(Self.messages),
            visitor: Visitor(key: UInt64(bitPattern: Int64(hasher.finalize()))),
            client: client,
            requestID: requestID,
            language: language,
            style: style,
            place: place,
            isTraced: isTraced)
        if case .continues = place.relation { turn.continued = related?.text }
        return turn
    }

    /// A turn as what was said. One without an answer says nothing that helps.
    private static func messages(_ turn: StoredTurn) -> [Message] {
        guard !turn.isRunning, !turn.text.isEmpty else { return [] }
        return [Message(role: .user, text: turn.question), Message(role: .assistant, text: turn.text)]
    }
}

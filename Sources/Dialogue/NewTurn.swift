/// A question as it crosses from the edge to the turns: checked, bounded and complete.
public struct NewTurn: Hashable, Sendable {
    /// The question, trimmed and not empty.
    public var question: String
    /// What was said before, oldest first.
    public var history: [Message]
    /// Who asks.
    public var visitor: Visitor
    /// Where it comes from, so that one client cannot take every place; `nil` counts for none.
    public var client: UInt64?
    /// The asker's name for this request; the same name means the same request, over every transport.
    public var requestID: String?
    /// The language of Kaya's own words in the answer.
    public var language: Language
    /// How the answer is to be written.
    public var style: AnswerStyle
    /// The part of an answer that this one goes on with; `nil` for one that begins.
    public var continued: String?
    /// Where the turn is kept; `nil` for one that is stored nowhere.
    public var place: TurnPlace?
    /// Whether how the answer comes about is told too, for whoever may see that.
    public var isTraced: Bool

    /// A new turn made of its parts.
    public init(
        question: String, history: [Message] = [], visitor: Visitor, client: UInt64? = nil, requestID: String? = nil,
        language: Language = .german, style: AnswerStyle = .standard, place: TurnPlace? = nil,
        isTraced: Bool = false
    ) {
        self.question = question
        self.history = history
        self.visitor = visitor
        self.client = client
        self.requestID = requestID
        self.language = language
        self.style = style
        self.place = place
        self.isTraced = isTraced
    }
}

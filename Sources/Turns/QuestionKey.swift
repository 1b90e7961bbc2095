internal import Dialogue

/// What makes two questions equal: the words, the language and style of the answer, where it is kept, and what was said before.
struct QuestionKey: Hashable, Sendable {
    private let words: String
    private let language: Language
    private let style: AnswerStyle
    private let history: [Message]
    private let place: TurnPlace?

    /// The key of a turn's question; runs of white space count as one space.
    init(_ turn: NewTurn) {
        words =
            Self.hasSingleSpaces(turn.question)
            ? turn.question : turn.question.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        language = turn.language
        style = turn.style
        history = turn.history
        place = turn.place
    }

    /// Whether a request with this question is the same request as one with another. What was said before in a
    /// conversation is not of the asker's making, and may have grown meanwhile.
    func isSameRequest(as other: QuestionKey) -> Bool {
        place == nil ? self == other : words == other.words && place == other.place
    }

    /// Whether the text certainly has no white space but single spaces: what nearly every question is, told by its bytes.
    private static func hasSingleSpaces(_ text: String) -> Bool {
        var previous = UInt8(ascii: " ")
        for byte in text.utf8 {
            switch byte {
            // Control characters, and the first bytes of all other white space there is.
            case 0..<0x20, 0xC2, 0xE1...0xE3: return false
            case UInt8(ascii: " ") where previous == byte: return false
            default: previous = byte
            }
        }
        return previous != UInt8(ascii: " ")
    }
}

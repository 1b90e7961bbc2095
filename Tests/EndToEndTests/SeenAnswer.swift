/// What a reader saw of an answer.
struct SeenAnswer: Sendable {
    var status: Int
    var fields: [String]
    var frames: [SimpleFrame]
    var raw: String
    /// Whether the response ended in order.
    var isWhole: Bool
    var duration: Duration

    /// The text of its pieces, joined.
    var text: String { frames.compactMap(\.content.text).joined() }
    /// The frames that say that nothing follows.
    var endings: [SimpleFrame] { frames.filter(\.isEnding) }
    /// Its last frame's content.
    var ending: SimpleFrame.Content? { frames.last?.content }
    /// How it ended in one word: a finish, or a problem's code.
    var outcome: String { ending?.finish ?? ending?.code ?? "no ending: \(raw.suffix(300))" }
}

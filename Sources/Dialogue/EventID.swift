/// The `id` of an event on the wire: the turn, its place in the turn's log, and whether it was the last.
///
/// The form is `^[A-Za-z0-9_-]{22}\.[0-9]{1,6}(\.end)?$`. A reader that sends back an id that ends in `.end` has read
/// everything, which any machine can tell without a look-up.
public struct EventID: Hashable, Sendable {
    /// The largest place an id can name.
    public static let maximumSequence = 999_999

    /// Whose event it is.
    public let turn: TurnID
    /// The place in the turn's log, from 1; 0 stands before the first event.
    public let sequence: Int
    /// Whether the turn's stream ends with this event.
    public let isEnd: Bool

    /// An id made of its parts.
    public init(turn: TurnID, sequence: Int, isEnd: Bool = false) {
        self.turn = turn
        self.sequence = sequence
        self.isEnd = isEnd
    }

    /// Reads an id; `nil` for anything that does not have the form.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, let turn = TurnID(parts[0]),
            (1...6).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let sequence = Int(parts[1]),
            parts.count == 2 || parts[2] == "end"
        else { return nil }
        self.init(turn: turn, sequence: sequence, isEnd: parts.count == 3)
    }
}

extension EventID: CustomStringConvertible {
    /// The id as it stands on the wire.
    public var description: String {
        "\(turn).\(sequence)\(isEnd ? ".end" : "")"
    }
}

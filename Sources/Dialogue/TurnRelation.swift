/// What a turn has to do with an earlier one of its conversation.
public enum TurnRelation: Hashable, Sendable {
    /// It goes on where that answer broke off.
    case continues(TurnID)
    /// It answers that question again.
    case repeats(TurnID)

    /// The earlier turn.
    public var turn: TurnID {
        switch self {
        case .continues(let id), .repeats(let id): id
        }
    }
}

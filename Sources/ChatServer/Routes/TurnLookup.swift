internal import Archive
internal import Dialogue
internal import LiveStreams
internal import Turns

/// Finds what there is to read of a turn: its live log, or what was stored of it.
struct TurnLookup: Sendable {
    enum Found: Sendable {
        case live(LiveTurn)
        case stored(StoredTurnEvents)

        var id: TurnID {
            switch self {
            case .live(let turn): turn.id
            case .stored(let turn): turn.id
            }
        }

        /// What it cites, as far as that is known.
        var sources: [Source] {
            switch self {
            case .live(let turn): TurnTranscript(turn.stream.slice(after: 0).events).sources
            case .stored(let turn): turn.stored.sources
            }
        }
    }

    let intake: TurnIntake
    /// Who looks.
    let owner: Owner?

    /// - Throws: ``Problem`` with `stream-lost` for an id that is unknown, was forgotten, or is of somebody else.
    func find(_ id: TurnID) async throws -> Found {
        if let turn = intake.turn(id, for: owner) { return .live(turn) }
        guard let stored = try await intake.storedEvents(of: id, for: owner) else { throw Problem(.streamLost) }
        return .stored(stored)
    }
}

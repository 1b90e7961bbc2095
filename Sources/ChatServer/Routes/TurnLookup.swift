internal import Dialogue
internal import Turns

/// Finds what there is to read of a turn: its live log, or what was stored of it.
struct TurnLookup: Sendable {
    enum Found: Sendable {
        case live(LiveTurn)
        case stored(StoredTurnEvents)
    }

    let intake: TurnIntake

    /// - Throws: ``Problem`` with `stream-lost` for an id that is unknown, was forgotten or belongs to another machine.
    func find(_ id: TurnID) async throws -> Found {
        if let turn = intake.turn(id) { return .live(turn) }
        guard let stored = try await intake.storedEvents(of: id) else { throw Problem(.streamLost) }
        return .stored(stored)
    }
}

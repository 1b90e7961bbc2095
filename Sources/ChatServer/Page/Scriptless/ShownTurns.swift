internal import Archive
internal import Dialogue
internal import LiveStreams
internal import Turns

/// Finds out how turns are at this moment.
struct ShownTurns: Sendable {
    let intake: TurnIntake

    /// How long a page waits for a turn to end, so that a quick answer needs no second page. Waiting is reading: it keeps
    /// the turn from being stopped because nobody reads it.
    static let patience = Duration.milliseconds(700)

    /// Turns as they are now, or within ``patience``.
    ///
    /// - Parameter isPatient: Whether to wait for those that run.
    func now(_ turns: [StoredTurn], _ context: KayaRequestContext, isPatient: Bool) async throws -> [ShownTurn] {
        let end = ContinuousClock.now.advanced(by: isPatient ? Self.patience : .zero)
        var shown: [ShownTurn] = []
        for turn in turns {
            shown.append(turn.isRunning ? try await running(turn, context, until: end) : ShownTurn(turn))
        }
        return shown
    }

    private func running(
        _ turn: StoredTurn, _ context: KayaRequestContext, until end: ContinuousClock.Instant
    ) async throws -> ShownTurn {
        guard let live = intake.turn(turn.id, for: context.owner) else {
            return ShownTurn(try await intake.storedEvents(of: turn.id, for: context.owner)?.stored ?? turn)
        }
        let reader = TurnReader(turn: live, visitor: context.client.visitor)
        var slice = reader.slice(after: 0)
        var events = slice.events
        while !slice.isEnded {
            let rest = ContinuousClock.now.duration(to: end)
            guard rest > .zero else { break }
            slice = try await reader.nextSlice(after: slice.lastSequence, timeout: rest, clock: ContinuousClock())
            events += slice.events
        }
        return ShownTurn(turn, events: events)
    }
}

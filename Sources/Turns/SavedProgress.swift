internal import Archive
internal import Dialogue
internal import LiveStreams

/// How far each running turn has been saved. Pure: it says what is to be saved next.
struct SavedProgress {
    private var positions: [TurnID: Int] = [:]

    /// What has grown since it was last saved. Turns that run no more are forgotten.
    mutating func steps(of turns: [LiveTurn]) -> [TurnProgress] {
        let running = Set(turns.map(\.id))
        positions = positions.filter { running.contains($0.key) }
        return turns.compactMap { turn in
            let events = turn.stream.slice(after: 0).events
            guard events.count > positions[turn.id, default: 1] else { return nil }
            let transcript = TurnTranscript(events)
            return TurnProgress(
                id: turn.id, text: transcript.text, sources: transcript.sources, position: events.count)
        }
    }

    /// These are on the disk.
    mutating func saved(_ steps: [TurnProgress]) {
        for step in steps { positions[step.id] = step.position }
    }
}

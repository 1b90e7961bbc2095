internal import Archive
internal import Dialogue
internal import LiveStreams

/// What is left of a turn that has ended: what is archived, and the last event.
///
/// On the heap, so that the task that waits for the archive holds a reference and not all of it.
final class TurnRecord: Sendable {
    let ending: TurnEnding
    let sources: [Source]
    let state: StoredTurn.State
    let event: TurnEvent

    init(_ turn: LiveTurn, _ ending: TurnEnding) {
        let transcript = TurnTranscript(turn.stream.slice(after: 0).events)
        self.ending = ending
        sources = transcript.sources
        (state, event) = ending.record(transcript)
    }
}

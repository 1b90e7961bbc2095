internal import Answering
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
    /// The answer for equal questions, where it is whole and nothing was to be said about it, and its key.
    let cacheable: (answer: CachedAnswer, key: AnswerKey)?

    init(_ turn: LiveTurn, _ ending: TurnEnding, at now: Timestamp) {
        let transcript = TurnTranscript(turn.stream.slice(after: 0).events)
        self.ending = ending
        sources = transcript.sources
        (state, event) = ending.record(transcript)
        cacheable = ending.cacheableKey.flatMap { key in
            guard !transcript.hasNotices, !transcript.text.isEmpty else { return nil }
            return (CachedAnswer(text: transcript.text, sources: transcript.sources, answeredAt: now), key)
        }
    }
}

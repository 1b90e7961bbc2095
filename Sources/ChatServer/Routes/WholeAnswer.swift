internal import Dialogue
internal import LiveStreams
internal import Turns

/// A turn's answer for readers that want it in one piece.
struct WholeAnswer: Sendable {
    let result: TurnResult
    let sources: [Source]

    /// Follows a turn to its end.
    /// - Throws: The turn's ``Problem`` when it failed; `CancellationError` when the reader left.
    static func wait(for turn: LiveTurn, context: KayaRequestContext) async throws -> WholeAnswer {
        try await ReaderWatch.run(on: context.channel) {
            try await turn.stream.follow(after: 0) { _ in }
            let events = turn.stream.slice(after: 0).events
            switch events.last {
            case .finished(let result):
                return WholeAnswer(result: result, sources: TurnTranscript(events).sources)
            case .failed(let problem, _): throw problem
            default: throw Problem(.internal)
            }
        }
    }
}

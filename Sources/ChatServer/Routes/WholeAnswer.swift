internal import Dialogue
internal import LiveStreams
internal import Turns

/// A turn's answer for readers that want it in one piece.
struct WholeAnswer: Sendable {
    let result: TurnResult
    let sources: [Source]

    /// Follows a turn to its end, or to where this visitor stopped reading it.
    /// - Throws: The turn's ``Problem`` when it failed; `CancellationError` when the reader left.
    static func wait(for turn: LiveTurn, context: KayaRequestContext) async throws -> WholeAnswer {
        let reader = TurnReader(turn: turn, visitor: context.client.visitor)
        return try await ReaderWatch.run(on: context.channel) {
            let events = try await reader.wholeTurn()
            switch events.last {
            case .finished(let result):
                return WholeAnswer(result: result, sources: TurnTranscript(events).sources)
            case .failed(let problem, _): throw problem
            default: throw Problem(.internal)
            }
        }
    }
}

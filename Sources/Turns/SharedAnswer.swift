internal import Answering
internal import Dialogue
internal import LiveStreams
internal import Synchronization

/// One answer that several turns of conversations follow, because the same was asked at the same time.
///
/// It belongs to none of them: each may end early, and the others go on. With the last one it is stopped.
final class SharedAnswer: Sendable {
    let key: QuestionKey
    let request: AnswerRequest
    let stream: LiveStream<TurnEvent>
    let stopSignal = StopSignal()
    /// How it ended; there before the stream's last event.
    private let outcome = Mutex<Result<Answer, Problem>?>(nil)

    init(key: QuestionKey, request: AnswerRequest, capacity: Int) {
        self.key = key
        self.request = request
        stream = LiveStream(capacity: capacity)
    }

    /// Says how it ended, and ends its stream.
    func end(_ result: Result<Answer, Problem>) {
        outcome.withLock { $0 = result }
        stream.end(with: .finished(TurnResult(finish: .other, fullText: "")))
    }

    /// Tells its events to `record`, from the first on, until it ends.
    ///
    /// - Throws: Its ``Problem`` when it failed; `CancellationError` when the task is cancelled.
    func follow(_ record: (TurnEvent) -> Void) async throws -> Answer {
        try await stream.follow(after: 0) { slice in
            for event in slice.events where !event.isTerminal { record(event) }
        }
        guard let outcome = outcome.withLock(\.self) else { throw CancellationError() }
        return try outcome.get()
    }
}

internal import Answering
internal import Dialogue
internal import LiveStreams
internal import Logging

extension TurnRunner {
    /// Answers a turn by following the answer it shares.
    ///
    /// - Throws: ``Problem`` when that failed; `CancellationError` when this turn is to end.
    func follow(_ shared: SharedAnswer, _ record: (TurnEvent) -> Void) async throws -> Answer {
        defer { sharing?.leave(shared) }
        return try await shared.follow(record)
    }

    /// Gives one shared answer. Nobody waits for it but the turns that follow.
    func run(_ shared: SharedAnswer) async {
        let result: Result<Answer, Problem> = await shared.stopSignal.run {
            do {
                let answer = try await answerer.answer(shared.request) { event in
                    if case .full = shared.stream.append(event) { shared.stopSignal.raise(.overlong) }
                }
                return .success(answer)
            } catch let problem as Problem {
                return .failure(problem)
            } catch {
                return .failure(failure(of: shared, error))
            }
        }
        sharing?.ended(shared)
        shared.end(result)
    }

    private func failure(of shared: SharedAnswer, _ error: any Error) -> Problem {
        if shared.stopSignal.reason == .overlong { return Problem(.answerTooLong) }
        if error is CancellationError { return Problem(.producerLost, retryAfter: 5) }
        logger.error("An answer failed in an unexpected way", metadata: ["error": "\(error)"])
        return Problem(.internal)
    }
}

internal import Answering
internal import Archive
internal import Dialogue

/// How a turn ended, and what that means for the archive and for readers.
enum TurnEnding: Sendable {
    case answered(Answer)
    case failed(Problem)
    case stopped(StopReason)

    /// Whether the same question asked again a moment later may be answered by this turn: only a whole answer may.
    var isReusable: Bool {
        switch self {
        case .answered: true
        case .failed, .stopped: false
        }
    }

    /// The key of an answer that equal questions may be given: a model's, complete, and not one that was kept before.
    var cacheableKey: AnswerKey? {
        guard case .answered(let answer) = self, answer.finish == .stop, answer.cachedAt == nil else { return nil }
        return answer.key
    }

    /// What is stored, and the last event, given what has been said.
    func record(_ transcript: TurnTranscript) -> (StoredTurn.State, TurnEvent) {
        switch self {
        case .answered(let answer):
            finished(
                TurnResult(
                    finish: answer.finish, fullText: transcript.text, usage: answer.usage,
                    cachedAt: answer.cachedAt))
        case .stopped(.requested), .stopped(.abandoned):
            finished(TurnResult(finish: .stopped, fullText: transcript.text))
        case .stopped(.shutdown):
            failed(Problem(.producerLost, retryAfter: 5), transcript.text)
        case .stopped(.overlong):
            failed(Problem(.answerTooLong), transcript.text)
        case .failed(let problem):
            failed(problem, transcript.text)
        }
    }

    private func finished(_ result: TurnResult) -> (StoredTurn.State, TurnEvent) {
        (.finished(result), .finished(result))
    }

    private func failed(_ problem: Problem, _ text: String) -> (StoredTurn.State, TurnEvent) {
        (.failed(problem, partialText: text), .failed(problem, partialText: text))
    }
}

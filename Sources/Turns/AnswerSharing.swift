internal import Answering
internal import Dialogue
internal import Synchronization

/// Which answers are being shared, and by how many. Turns of conversations take part whose question has no history.
///
/// Bound: no more answers than turns run.
final class AnswerSharing: Sendable {
    private struct Entry {
        let answer: SharedAnswer
        var followers: Int
    }

    private let entries = Mutex<[QuestionKey: Entry]>([:])
    /// Answers on their way to whoever runs them.
    let begun: AsyncStream<SharedAnswer>
    private let begin: AsyncStream<SharedAnswer>.Continuation
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        // Bound: one for each running turn, so the buffer needs no bound of its own.
        (begun, begin) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// The answer of a question, begun now unless it is being given; `nil` for a turn that shares none.
    func join(_ turn: NewTurn, _ request: AnswerRequest) -> SharedAnswer? {
        guard let place = turn.place, place.relation == nil, turn.history.isEmpty else { return nil }
        var question = turn
        question.place = nil
        let key = QuestionKey(question)
        let (answer, isNew) = entries.withLock { entries in
            if let entry = entries[key], !entry.answer.stopSignal.isRaised {
                entries[key]?.followers += 1
                return (entry.answer, false)
            }
            let answer = SharedAnswer(key: key, request: request, capacity: capacity)
            entries[key] = Entry(answer: answer, followers: 1)
            return (answer, true)
        }
        if isNew { begin.yield(answer) }
        return answer
    }

    /// One turn follows no more; after the last one the answer is stopped.
    func leave(_ answer: SharedAnswer) {
        let isLast = entries.withLock { entries in
            guard let entry = entries[answer.key], entry.answer === answer else { return false }
            entries[answer.key]?.followers -= 1
            guard entry.followers == 1 else { return false }
            entries[answer.key] = nil
            return true
        }
        if isLast { answer.stopSignal.raise(.abandoned) }
    }

    /// The answer has ended: the next equal question begins another one.
    func ended(_ answer: SharedAnswer) {
        entries.withLock { if $0[answer.key]?.answer === answer { $0[answer.key] = nil } }
    }
}

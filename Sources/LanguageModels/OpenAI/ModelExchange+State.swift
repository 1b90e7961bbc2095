extension ModelExchange {
    /// What an exchange guards with its lock.
    struct State {
        var decoder: ChatCompletionDecoder
        var clocks: ModelClocks
        var refusal: ResponseHeadClassifier?
        var hasBytes = false
        /// Why no more events are wanted, once that is so.
        var ending: Ending?
        /// The watcher's sleep, and when it ends.
        var sleep: (task: Task<Void, Never>, deadline: Duration)?

        /// Takes the head of an answer.
        mutating func begin(_ head: TransportResponseHead) {
            decoder.begin(head)
            if let failure = decoder.failure { ending = .failed(failure) }
        }

        mutating func endRead(at now: Duration) -> (ReadOutcome, TransportDirective) {
            guard ending == nil, refusal == nil else { return (ReadOutcome(), .proceed) }
            if hasBytes { clocks.bytesReceived(at: now) }
            hasBytes = false
            let outcome = decoder.endRead()
            if outcome.isThinking { clocks.reasoned() }
            if outcome.delta != nil { clocks.textReceived() }
            if let failure = outcome.failure {
                ending = .failed(failure)
                wakeWatcher()
                return (outcome, .proceed)
            }
            guard decoder.isFinished else { return (outcome, .proceed) }
            clocks.finished(at: now, isDone: decoder.isDone)
            if decoder.hasEnough { return (outcome, .stop) }
            wakeWatcher()
            return (outcome, .proceed)
        }

        /// Ends the watcher's sleep if it would be longer than it may.
        func wakeWatcher() {
            guard let sleep, ending != nil || clocks.nextDeadline < sleep.deadline else { return }
            sleep.task.cancel()
        }
    }

    enum Ending {
        case failed(ModelError)
        /// Judged by what was read.
        case settled
    }
}

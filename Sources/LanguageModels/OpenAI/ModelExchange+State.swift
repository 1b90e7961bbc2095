extension ModelExchange {
    /// What an exchange guards with its lock.
    struct State {
        var decoder: ChatCompletionDecoder
        var clocks: ModelClocks
        var refusal: ResponseHeadClassifier?
        /// Whether bytes came since the clocks were last told. They are told at a tick, so that a read looks at no clock.
        var hasBytes = false
        /// Why no more events are wanted, once that is so.
        var ending: Ending?

        /// Takes the head of an answer.
        mutating func begin(_ head: TransportResponseHead) {
            decoder.begin(head)
            if let failure = decoder.failure { ending = .failed(failure) }
        }

        /// Goes on until the clocks are to be looked at again.
        func proceed(from now: Duration) -> TransportDirective {
            .proceedUntil(clocks.nextLook(after: now) - now)
        }

        mutating func noteBytes(at now: Duration) {
            if hasBytes { clocks.bytesReceived(at: now) }
            hasBytes = false
        }

        mutating func endRead(_ stopwatch: Stopwatch) -> (ReadOutcome, TransportDirective) {
            guard ending == nil, refusal == nil else { return (ReadOutcome(), .proceed) }
            let outcome = decoder.endRead()
            if outcome.isThinking { clocks.reasoned() }
            if outcome.delta != nil { clocks.textReceived() }
            if let failure = outcome.failure {
                ending = .failed(failure)
                return (outcome, .abandon)
            }
            guard decoder.isFinished else { return (outcome, .proceed) }
            if decoder.hasEnough { return (outcome, .stop) }
            let now = stopwatch.elapsed()
            clocks.finished(at: now, isDone: decoder.isDone)
            return (outcome, proceed(from: now))
        }
    }

    enum Ending {
        case failed(ModelError)
        /// Judged by what was read.
        case settled
    }
}

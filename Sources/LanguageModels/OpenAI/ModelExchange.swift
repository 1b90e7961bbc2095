internal import NIOCore
internal import Synchronization

/// One completion under way: what the transport's callback and the caller share.
///
/// The transport reports in order and never concurrently; the lock orders that against the caller and is taken once an
/// event, never once a chunk of the answer. What the caller receives is handed over outside the lock.
final class ModelExchange: Sendable {
    private let identity: ModelIdentity
    private let key: Secret?
    private let stopwatch: Stopwatch
    private let unixTime: @Sendable () -> Int
    private let delivery: Delivery
    private let state: Mutex<State>

    init(
        configuration: OpenAICompatibleConfiguration,
        stopwatch: Stopwatch,
        unixTime: @escaping @Sendable () -> Int,
        delivery: Delivery
    ) {
        identity = configuration.identity
        key = configuration.key
        self.stopwatch = stopwatch
        self.unixTime = unixTime
        self.delivery = delivery
        state = Mutex(
            State(
                decoder: ChatCompletionDecoder(
                    maximumCharacterCount: configuration.maximumAnswerCharacterCount,
                    removesThoughts: configuration.removesThoughts, wantsUsage: configuration.asksForUsage),
                clocks: ModelClocks(configuration.timeouts)))
    }

    /// Takes what the transport reports.
    func receive(_ event: TransportEvent) -> TransportDirective {
        switch event {
        case .connected:
            let now = stopwatch.elapsed()
            return state.withLock { state in
                state.clocks.connected(at: now)
                return state.proceed(from: now)
            }
        case .head(let head):
            return receive(head)
        case .body(let bytes):
            return bytes.withUnsafeReadableBytes { receive($0) }
        case .readComplete:
            return endRead()
        case .tick:
            return lookAtClocks()
        }
    }

    /// The completion's end, once the transport has returned or thrown.
    ///
    /// - Throws: ``ModelError``, or `CancellationError` if that is what the transport threw or why it failed.
    @inline(never)
    func conclude(_ transportFailure: (any Error)?, isCancelled: Bool) throws -> Completion {
        do {
            return try conclude(transportFailure)
        } catch {
            throw isCancelled ? CancellationError() : error
        }
    }

    private func conclude(_ transportFailure: (any Error)?) throws -> Completion {
        let ending = state.withLock { $0.ending }
        if case .failed(let error) = ending { throw error }
        if ending == nil, transportFailure is CancellationError { throw CancellationError() }
        let cut = ending == nil ? transportFailure.map { ModelError(transport: $0) } : nil
        let (outcome, result) = state.withLock { state -> (ReadOutcome, Result<Completion, ModelError>) in
            if let refusal = state.refusal { return (ReadOutcome(), .failure(refusal.error())) }
            let outcome = state.decoder.endBody()
            return (outcome, state.decoder.conclusion(by: identity, transportFailure: cut))
        }
        report(outcome)
        return try result.get()
    }
}

extension ModelExchange {
    private func receive(_ head: TransportResponseHead) -> TransportDirective {
        let now = stopwatch.elapsed()
        let isAnswer = ResponseHeadClassifier.isAnswer(head.status)
        let refusal =
            isAnswer ? nil : ResponseHeadClassifier(head, key: key, unixTime: unixTime())
        return state.withLock { state in
            state.clocks.headReceived(at: now, isError: !isAnswer)
            state.refusal = refusal
            if isAnswer { state.begin(head) }
            return state.ending == nil ? state.proceed(from: now) : .abandon
        }
    }

    private func receive(_ bytes: UnsafeRawBufferPointer) -> TransportDirective {
        state.withLock { state in
            guard state.ending == nil else { return .proceed }
            state.hasBytes = true
            if state.refusal == nil {
                state.decoder.feed(bytes)
                return .proceed
            }
            state.refusal?.feed(bytes)
            return state.refusal?.hasEnough == true ? .stop : .proceed
        }
    }

    private func endRead() -> TransportDirective {
        let (outcome, directive) = state.withLock { $0.endRead(stopwatch) }
        report(outcome)
        return directive
    }

    private func report(_ outcome: ReadOutcome) {
        if outcome.isThinking { delivery.receive(.thinking) }
        if let delta = outcome.delta { delivery.receive(.delta(delta)) }
    }

    private func lookAtClocks() -> TransportDirective {
        let now = stopwatch.elapsed()
        return state.withLock { state in
            state.noteBytes(at: now)
            guard state.ending == nil else { return .proceed }
            guard let expiry = state.clocks.expiry(at: now) else { return state.proceed(from: now) }
            switch expiry {
            case .timeout(let clock):
                state.ending = .failed(
                    ModelError(.timeout, "The model server was too slow: \(clock.rawValue) clock.", clock: clock))
            case .drained, .errorBodyEnded:
                state.ending = .settled
            }
            return .abandon
        }
    }
}

/// The clocks of one completion: told what happened and when, it says which deadline comes next and which one has
/// passed.
///
/// Instants are durations since the start. A pure value; nobody waits here.
struct ModelClocks: Sendable {
    /// What happens when a deadline passes.
    enum Expiry: Hashable, Sendable {
        /// The completion fails: this clock ran out.
        case timeout(ModelError.Clock)
        /// The answer is complete, nothing more is waited for.
        case drained
        /// The error status is judged by as much of its body as came.
        case errorBodyEnded
    }

    private enum Phase {
        case connecting
        case awaitingHead(since: Duration)
        case readingError(since: Duration)
        case awaitingText
        case reading
        case draining(until: Duration)
    }

    private let timeouts: ModelTimeouts
    private var phase = Phase.connecting
    private var lastBytes = Duration.zero
    private var isReasoning = false

    init(_ timeouts: ModelTimeouts) {
        self.timeouts = timeouts
    }

    /// There is a connection.
    mutating func connected(at now: Duration) {
        if case .connecting = phase { phase = .awaitingHead(since: now) }
    }

    /// The response head has come.
    mutating func headReceived(at now: Duration, isError: Bool) {
        lastBytes = now
        phase = isError ? .readingError(since: now) : .awaitingText
    }

    /// A read has brought bytes of any kind.
    mutating func bytesReceived(at now: Duration) {
        lastBytes = now
    }

    /// The model reasons.
    mutating func reasoned() {
        isReasoning = true
    }

    /// Text was handed on.
    mutating func textReceived() {
        if case .awaitingText = phase { phase = .reading }
    }

    /// A finish reason, or `[DONE]`, was read; only token counts may follow.
    mutating func finished(at now: Duration, isDone: Bool) {
        let end = now + (isDone ? timeouts.drainAfterDone : timeouts.drain)
        if case .draining(let earlier) = phase, earlier <= end { return }
        phase = .draining(until: end)
    }

    /// When the next deadline passes if nothing more happens.
    var nextDeadline: Duration { next.deadline }

    /// When to look again: at the next deadline, and often enough to notice silence no later than a thirtieth of what it
    /// may last, because bytes are only noted at a look.
    func nextLook(after now: Duration) -> Duration {
        min(nextDeadline, now + min(timeouts.idle / 30, .seconds(1)))
    }

    /// What a deadline that has passed at `now` means; nil if none has.
    func expiry(at now: Duration) -> Expiry? {
        let next = next
        return now >= next.deadline ? next.expiry : nil
    }

    private var next: (deadline: Duration, expiry: Expiry) {
        switch phase {
        case .draining(let end):
            return (end, .drained)
        case .connecting:
            return earliest((timeouts.connect, .connect), firstDelta)
        case .awaitingHead(let start):
            return earliest((start + timeouts.responseHead, .responseHead), firstDelta)
        case .readingError(let start):
            return (start + timeouts.errorBody, .errorBodyEnded)
        case .awaitingText:
            return earliest((lastBytes + timeouts.idle, .idle), firstDelta)
        case .reading:
            return earliest((lastBytes + timeouts.idle, .idle), nil)
        }
    }

    private var firstDelta: (Duration, ModelError.Clock) {
        (isReasoning ? timeouts.firstDeltaWhileReasoning : timeouts.firstDelta, .firstDelta)
    }

    private func earliest(
        _ first: (deadline: Duration, clock: ModelError.Clock), _ second: (deadline: Duration, clock: ModelError.Clock)?
    ) -> (Duration, Expiry) {
        var earliest = first
        if let second, second.deadline < earliest.deadline { earliest = second }
        if let total = timeouts.total, total < earliest.deadline { earliest = (total, .total) }
        return (earliest.deadline, .timeout(earliest.clock))
    }
}

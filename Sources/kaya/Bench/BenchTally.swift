/// What several streams looked like together.
struct BenchTally: Sendable {
    private(set) var requests = 0
    private(set) var completed = 0
    private(set) var tokens = 0
    private(set) var bytes = 0
    private(set) var head = LatencyHistogram()
    private(set) var firstToken = LatencyHistogram()
    private(set) var gap = LatencyHistogram()
    private(set) var whole = LatencyHistogram()
    /// How often each thing went wrong. The names come from servers, so there are at most 32 of them.
    private(set) var errors: [String: Int] = [:]
    private static let maximumErrors = 32

    /// Counts one stream.
    mutating func record(_ stream: StreamObservation, head: Duration?, whole: Duration, error: String?) {
        requests += 1
        tokens += stream.tokens
        bytes += stream.bytes
        if let head { self.head.record(head) }
        if let first = stream.firstToken { firstToken.record(first) }
        for duration in stream.gaps { gap.record(duration) }
        if let error {
            count(error)
        } else {
            completed += 1
            self.whole.record(whole)
        }
    }

    /// Adds another one's counts.
    mutating func merge(_ other: BenchTally) {
        requests += other.requests
        completed += other.completed
        tokens += other.tokens
        bytes += other.bytes
        head.merge(other.head)
        firstToken.merge(other.firstToken)
        gap.merge(other.gap)
        whole.merge(other.whole)
        for (name, number) in other.errors { count(name, number) }
    }

    private mutating func count(_ error: String, _ number: Int = 1) {
        let name = errors[error] != nil || errors.count < Self.maximumErrors ? error : "other"
        errors[name, default: 0] += number
    }
}

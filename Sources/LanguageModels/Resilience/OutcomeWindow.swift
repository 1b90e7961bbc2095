/// How many outcomes there were in the last while, and how many of them failures.
///
/// Counts whole seconds, so the window is up to a second shorter than it is long; memory is one bucket a second.
struct OutcomeWindow: Sendable {
    private struct Bucket {
        var second = Int64.min
        var total = 0
        var failures = 0
    }

    private var buckets: [Bucket]

    init(length: Duration) {
        buckets = Array(repeating: Bucket(), count: Int(min(max(length.components.seconds, 1), 3600)))
    }

    mutating func record(isFailure: Bool, at now: Duration) {
        let second = now.components.seconds
        let index = Int(second % Int64(buckets.count))
        if buckets[index].second != second { buckets[index] = Bucket(second: second) }
        buckets[index].total += 1
        if isFailure { buckets[index].failures += 1 }
    }

    func counts(at now: Duration) -> (total: Int, failures: Int) {
        let oldest = now.components.seconds - Int64(buckets.count)
        return buckets.reduce((0, 0)) { sum, bucket in
            bucket.second > oldest ? (sum.0 + bucket.total, sum.1 + bucket.failures) : sum
        }
    }

    mutating func removeAll() {
        buckets = Array(repeating: Bucket(), count: buckets.count)
    }
}

internal import Synchronization

/// How often values fell into fixed ranges, and their sum.
///
/// An observation is a scan of at most 32 bounds and two atomic operations; it never waits on a lock or allocates.
package final class Histogram: Sendable {
    /// Upper bounds for waits that people feel, in seconds: 5 ms to 60 s.
    package static let waits = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 20, 30, 60]
    /// Upper bounds for sizes, in bytes or tokens: 16 to 1 Mi in steps of four.
    package static let sizes = [16.0, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576]
    /// The most buckets a histogram may have, the last one not counted.
    package static let maximumBuckets = 32

    /// The upper bounds, rising; the last bucket, `+Inf`, is not among them.
    package let bounds: [Double]
    private let buckets: [Counter]
    private let above = Counter()
    private let sumBits = Atomic<UInt64>(Double(0).bitPattern)

    /// Bounds must be finite and rising.
    package init(bounds: [Double]) {
        precondition((1...Self.maximumBuckets).contains(bounds.count), "a histogram has 1 to 32 bounds")
        precondition(bounds.allSatisfy(\.isFinite) && zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds must rise")
        self.bounds = bounds
        buckets = bounds.map { _ in Counter() }
    }

    /// How many values were observed.
    package var count: Int { buckets.reduce(above.value) { $0 + $1.value } }

    /// The sum of the values observed.
    package var sum: Double { Double(bitPattern: sumBits.load(ordering: .relaxed)) }

    /// Counts a value; one that is not a number is not counted.
    package func observe(_ value: Double) {
        guard !value.isNaN else { return }
        if let index = bounds.firstIndex(where: { value <= $0 }) {
            buckets[index].increment()
        } else {
            above.increment()
        }
        var old = sumBits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + value).bitPattern
            let (exchanged, original) = sumBits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }

    /// Counts a duration in seconds.
    package func observe(_ duration: Duration) {
        observe(duration.seconds)
    }
}

extension Histogram: Instrument {
    static var kind: MetricKind { .histogram }

    func write(_ series: SeriesName, into text: inout MetricsText) {
        var total = 0
        for (bound, bucket) in zip(bounds, buckets) {
            total += bucket.value
            text.sample(series.bucket(MetricsText.number(bound)), value: Double(total))
        }
        total += above.value
        text.sample(series.bucket("+Inf"), value: Double(total))
        text.sample(series.suffixed("_sum"), value: sum)
        text.sample(series.suffixed("_count"), value: Double(total))
    }
}

internal import Synchronization

/// A number that only grows.
///
/// Adding is one relaxed atomic operation from any thread; it never waits or allocates.
package final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    /// Counters are made by a ``MetricsRegistry``, or bare where nobody will read their text.
    package init() {}

    /// The count so far.
    package var value: Int { count.load(ordering: .relaxed) }

    /// Adds to the count; amounts below one change nothing.
    package func increment(by amount: Int = 1) {
        guard amount > 0 else { return }
        count.wrappingAdd(amount, ordering: .relaxed)
    }
}

extension Counter: Instrument {
    static var kind: MetricKind { .counter }

    func write(_ series: SeriesName, into text: inout MetricsText) {
        text.sample(series, value: Double(value))
    }
}

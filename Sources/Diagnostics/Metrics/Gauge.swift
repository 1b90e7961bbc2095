internal import Synchronization

/// A number that rises and falls.
///
/// Changing it is one relaxed atomic operation from any thread; it never waits or allocates.
package final class Gauge: Sendable {
    private let number = Atomic<Int>(0)

    package init() {}

    /// The number now.
    package var value: Int { number.load(ordering: .relaxed) }

    /// Replaces the number.
    package func set(_ value: Int) {
        number.store(value, ordering: .relaxed)
    }

    /// Adds to the number; negative amounts lower it.
    package func add(_ amount: Int) {
        number.wrappingAdd(amount, ordering: .relaxed)
    }
}

extension Gauge: Instrument {
    static var kind: MetricKind { .gauge }

    func write(_ series: SeriesName, into text: inout MetricsText) {
        text.sample(series, value: Double(value))
    }
}

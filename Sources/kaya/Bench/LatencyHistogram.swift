internal import Foundation

/// Durations counted in classes that grow by two per cent: percentiles of any number of values in a fixed memory.
///
/// Values under a microsecond count as one, values over an hour as one hour; a percentile is off by two per cent at most.
struct LatencyHistogram: Sendable {
    private static let growth = 1.02
    private static let classes = 1_120
    private var counts = [Int](repeating: 0, count: classes)
    private(set) var count = 0
    private(set) var maximum = Duration.zero

    /// Counts a value.
    mutating func record(_ duration: Duration) {
        counts[Self.index(of: duration)] += 1
        count += 1
        maximum = max(maximum, duration)
    }

    /// Adds another one's values.
    mutating func merge(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        maximum = max(maximum, other.maximum)
    }

    /// The value that this share of all does not exceed; `nil` without values.
    func percentile(_ share: Double) -> Duration? {
        guard count > 0 else { return nil }
        let wanted = max(1, Int((share * Double(count)).rounded(.up)))
        var seen = 0
        for (index, number) in counts.enumerated() {
            seen += number
            if seen >= wanted { return min(.microseconds(pow(Self.growth, Double(index) + 0.5)), maximum) }
        }
        return maximum
    }

    private static func index(of duration: Duration) -> Int {
        let microseconds = duration / .microseconds(1)
        guard microseconds > 1 else { return 0 }
        return min(Int(log(microseconds) / log(growth)), classes - 1)
    }
}

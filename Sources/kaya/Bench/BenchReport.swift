internal import Foundation

/// The figures of a run.
struct BenchReport: Encodable, Sendable {
    /// Percentiles in milliseconds.
    struct Percentiles: Encodable, Sendable {
        let p50: Double?
        let p90: Double?
        let p99: Double?
        let max: Double?

        init(_ histogram: LatencyHistogram) {
            func milliseconds(_ duration: Duration?) -> Double? {
                duration.map { ($0 / .microseconds(10)).rounded() / 100 }
            }
            p50 = milliseconds(histogram.percentile(0.5))
            p90 = milliseconds(histogram.percentile(0.9))
            p99 = milliseconds(histogram.percentile(0.99))
            max = histogram.count > 0 ? milliseconds(histogram.maximum) : nil
        }
    }

    let url: String
    let concurrency: Int
    let requests: Int
    let completed: Int
    let errors: [String: Int]
    let seconds: Double
    let tokens: Int
    let bytes: Int
    let tokensPerSecond: Double
    let headMilliseconds: Percentiles
    let firstTokenMilliseconds: Percentiles
    let gapMilliseconds: Percentiles
    let answerMilliseconds: Percentiles

    init(plan: BenchPlan, tally: BenchTally, duration: Duration) {
        url = plan.url
        concurrency = plan.concurrency
        requests = tally.requests
        completed = tally.completed
        errors = tally.errors
        seconds = duration / .seconds(1)
        tokens = tally.tokens
        bytes = tally.bytes
        tokensPerSecond = seconds > 0 ? Double(tally.tokens) / seconds : 0
        headMilliseconds = Percentiles(tally.head)
        firstTokenMilliseconds = Percentiles(tally.firstToken)
        gapMilliseconds = Percentiles(tally.gap)
        answerMilliseconds = Percentiles(tally.whole)
    }

    /// A table for people.
    var text: String {
        var lines = [
            String(
                format: "%d of %d requests complete, %d at once, in %.2f s", completed, requests, concurrency, seconds),
            String(format: "%d tokens, %.0f a second, %d bytes", tokens, tokensPerSecond, bytes),
            "",
            "milliseconds        p50       p90       p99       max",
            Self.row("response head", headMilliseconds),
            Self.row("first token", firstTokenMilliseconds),
            Self.row("between reads", gapMilliseconds),
            Self.row("whole answer", answerMilliseconds),
        ]
        if !errors.isEmpty { lines.append("") }
        for (name, count) in errors.sorted(by: { $0.value > $1.value }) { lines.append("\(count) × \(name)") }
        return lines.joined(separator: "\n")
    }

    private static func row(_ name: String, _ values: Percentiles) -> String {
        let cells = [values.p50, values.p90, values.p99, values.max].map { value in
            let text = value.map { String(format: "%.2f", $0) } ?? "-"
            return String(repeating: " ", count: max(0, 10 - text.count)) + text
        }
        return name + String(repeating: " ", count: 13 - name.count) + cells.joined()
    }
}

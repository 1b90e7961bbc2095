internal import Diagnostics

/// What the edge counts: the streams that are open, and how streams ended.
struct ServerMetrics: Sendable {
    private let open: Gauge
    private let ended: Family<Counter, StreamWriter.Outcome>

    init(registry: MetricsRegistry) {
        open = registry.gauge("kaya_stream_readers", "Streams that are being written to readers.")
        ended = registry.counter(
            "kaya_streams_total", "Streams written to readers, by how the writing ended.",
            by: .cases(of: StreamWriter.Outcome.self, named: "outcome"))
    }

    func streamOpened() {
        open.add(1)
    }

    func streamEnded(_ outcome: StreamWriter.Outcome) {
        open.add(-1)
        ended[outcome].increment()
    }
}

extension StreamWriter.Outcome: MetricLabel {}

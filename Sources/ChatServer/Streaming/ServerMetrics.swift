internal import Diagnostics

/// What the edge counts: streams opened, and how they ended.
struct ServerMetrics: Sendable {
    init(registry: MetricsRegistry) {}
    func streamOpened() {}
    func streamEnded(_ outcome: StreamWriter.Outcome) {}
}

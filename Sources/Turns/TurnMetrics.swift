package import Diagnostics

/// What turns count: how they ended, how long the first word took.
package struct TurnMetrics: Sendable {
    package init(registry: MetricsRegistry) {}
    func turnEnded(_ ending: TurnEnding, duration: Duration) {}
    func firstText(after duration: Duration) {}
}

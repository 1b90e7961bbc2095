internal import Synchronization

/// All metrics of a process, and their text for Prometheus.
///
/// Made in the composition root, which hands counters, gauges and histograms to those who count. Every series exists
/// from its registration on, so how many there are depends on the program and its configuration alone. Names follow
/// `kaya_<noun>_<unit>[_total]`; a wrong or repeated name is a programmer's error and traps at set-up.
///
/// ```swift
/// let turns = registry.counter("kaya_turns_total", "Turns that ended.", by: .cases(of: Outcome.self, named: "outcome"))
/// turns[.complete].increment()
/// ```
package final class MetricsRegistry: Sendable {
    /// The `Content-Type` of ``text()``.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Entry: Sendable {
        let name: String
        let help: String
        let kind: MetricKind
        var series: [@Sendable (inout MetricsText) -> Void] = []
    }

    private let entries = Mutex<[String: Entry]>([:])

    package init() {}

    /// The metrics in the text exposition format 0.0.4, sorted by name.
    ///
    /// The numbers of one histogram agree with each other; different series may be moments apart.
    package func text() -> String {
        let sorted = entries.withLock { $0.values.sorted { $0.name < $1.name } }
        var text = MetricsText()
        for entry in sorted {
            text.head(entry.name, help: entry.help, kind: entry.kind)
            for write in entry.series { write(&text) }
        }
        return text.text
    }

    func begin(_ name: String, _ help: String, _ kind: MetricKind) {
        precondition(MetricName.isValid(name), "a metric is named kaya_ and lower-case letters: \(name)")
        precondition((kind == .counter) == name.hasSuffix("_total"), "counters, and only they, end in _total: \(name)")
        precondition(kind != .histogram || MetricName.endsInUnit(name), "a histogram ends in its unit: \(name)")
        let isNew = entries.withLock { $0.updateValue(Entry(name: name, help: help, kind: kind), forKey: name) == nil }
        precondition(isNew, "a metric is registered once: \(name)")
    }

    func add(_ series: SeriesName, to name: String, write: @escaping @Sendable (SeriesName, inout MetricsText) -> Void)
    {
        entries.withLock { $0[name]?.series.append { write(series, &$0) } }
    }

    func add<I: Instrument>(_ instrument: I, as series: SeriesName) -> I {
        add(series, to: series.name) { instrument.write($0, into: &$1) }
        return instrument
    }

    func make<I: Instrument>(_ name: String, _ help: String, _ instrument: I) -> I {
        begin(name, help, I.kind)
        return add(instrument, as: SeriesName(name: name))
    }

    func make<I: Instrument, L>(
        _ name: String, _ help: String, by label: LabelDimension<L>, _ instrument: () -> I
    ) -> Family<I, L> {
        begin(name, help, I.kind)
        let series = SeriesName(name: name)
        return Family(label) { add(instrument(), as: series.labelled(label.name, $0)) }
    }

    func make<I: Instrument, L, M>(
        _ name: String, _ help: String, by first: LabelDimension<L>, _ second: LabelDimension<M>, _ instrument: () -> I
    ) -> Family<Family<I, M>, L> {
        precondition(first.name != second.name, "two labels of \(name) have the same name")
        begin(name, help, I.kind)
        return Family(first) { value in
            let series = SeriesName(name: name).labelled(first.name, value)
            return Family(second) { add(instrument(), as: series.labelled(second.name, $0)) }
        }
    }
}

/// Something that holds a number, or several, and can write them as samples.
protocol Instrument: Sendable {
    static var kind: MetricKind { get }

    func write(_ series: SeriesName, into text: inout MetricsText)
}

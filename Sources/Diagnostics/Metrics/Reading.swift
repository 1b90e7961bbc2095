/// A number that is asked for when the text is written.
struct Reading: Sendable {
    let value: @Sendable () -> Double?

    func write(_ series: SeriesName, into text: inout MetricsText) {
        guard let value = value() else { return }
        text.sample(series, value: value)
    }
}

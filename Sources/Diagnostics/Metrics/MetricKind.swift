/// The kinds of metrics in the exposition format.
enum MetricKind: String {
    case counter
    case gauge
    case histogram
}

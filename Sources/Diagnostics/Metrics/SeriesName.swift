/// The name of a series: a metric's name and the values of its labels.
struct SeriesName: Sendable {
    var name: String
    /// Pairs of a label's name and its value, the value not yet escaped.
    var labels: [(name: String, value: String)] = []

    func suffixed(_ suffix: String) -> SeriesName {
        SeriesName(name: name + suffix, labels: labels)
    }

    func bucket(_ bound: String) -> SeriesName {
        SeriesName(name: name + "_bucket", labels: labels + [("le", bound)])
    }

    func labelled(_ label: String, _ value: String) -> SeriesName {
        SeriesName(name: name, labels: labels + [(label, value)])
    }
}

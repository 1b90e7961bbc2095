import Diagnostics
import LanguageModels

/// A registry with the metrics of one model, and its samples by name.
struct ResilienceMetrics {
    let registry = MetricsRegistry()
    let metrics: ModelMetrics

    init(_ models: [String] = ["primary"]) {
        metrics = ModelMetrics(in: registry, models: models)
    }

    var series: ModelSeries { metrics["primary"] }

    /// The value of a sample as it stands in the text: `kaya_model_retries_total{model="primary",cause="cut"}`.
    func value(_ name: String, _ labels: String = "", model: String = "primary") -> Double? {
        let extra = labels.isEmpty ? "" : "," + labels
        let prefix = "\(name){model=\"\(model)\"\(extra)} "
        let line = registry.text().split(separator: "\n").first { $0.hasPrefix(prefix) }
        return line.flatMap { Double($0.dropFirst(prefix.count)) }
    }
}

import Diagnostics
import Testing

@Suite("Metrics and their text")
struct MetricsRegistryTests {
    private enum Colour: String, MetricLabel {
        case red
        case blue = "light-blue"
    }

    @Test("A counter has help, type and value")
    func counter() {
        let registry = MetricsRegistry()
        let turns = registry.counter("kaya_turns_total", "Turns that ended.")
        turns.increment()
        turns.increment(by: 2)
        turns.increment(by: -5)
        #expect(
            registry.text()
                == "# HELP kaya_turns_total Turns that ended.\n# TYPE kaya_turns_total counter\nkaya_turns_total 3\n")
    }

    @Test("Every series of a family is there before anything was counted")
    func closedFamily() {
        let registry = MetricsRegistry()
        let family = registry.counter("kaya_cars_total", "Cars.", by: .cases(of: Colour.self, named: "colour"))
        family[.blue].increment()
        #expect(samples(registry) == ["kaya_cars_total{colour=\"red\"} 0", "kaya_cars_total{colour=\"light-blue\"} 1"])
    }

    @Test("A value that is not in a listed label is counted as other, and adds no series")
    func listed() {
        let registry = MetricsRegistry()
        let family = registry.gauge("kaya_calls", "Calls.", by: .listed(["primary", "primary"], named: "model"))
        for name in 0..<1000 { family["model \(name)"].add(1) }
        family["primary"].set(7)
        #expect(samples(registry) == ["kaya_calls{model=\"primary\"} 7", "kaya_calls{model=\"other\"} 1000"])
    }

    @Test("Two labels make the product of their values")
    func twoLabels() {
        let registry = MetricsRegistry()
        let family = registry.counter(
            "kaya_pairs_total", "Pairs.", by: .listed(["a"], named: "model"), .cases(of: Colour.self, named: "colour"))
        family["a"][.red].increment()
        #expect(
            samples(registry) == [
                "kaya_pairs_total{model=\"a\",colour=\"red\"} 1",
                "kaya_pairs_total{model=\"a\",colour=\"light-blue\"} 0",
                "kaya_pairs_total{model=\"other\",colour=\"red\"} 0",
                "kaya_pairs_total{model=\"other\",colour=\"light-blue\"} 0",
            ])
    }

    @Test("A histogram's buckets are cumulative, hold their bound, and end in +Inf")
    func histogram() {
        let registry = MetricsRegistry()
        let waits = registry.histogram("kaya_wait_seconds", "Waits.", bounds: [0.005, 1])
        waits.observe(.milliseconds(5))
        waits.observe(0.5)
        waits.observe(.seconds(3))
        waits.observe(.nan)
        #expect(
            samples(registry) == [
                "kaya_wait_seconds_bucket{le=\"0.005\"} 1", "kaya_wait_seconds_bucket{le=\"1\"} 2",
                "kaya_wait_seconds_bucket{le=\"+Inf\"} 3", "kaya_wait_seconds_sum 3.505", "kaya_wait_seconds_count 3",
            ])
    }

    @Test("A histogram of a family keeps its label beside the bound")
    func labelledHistogram() {
        let registry = MetricsRegistry()
        let family = registry.histogram(
            "kaya_wait_seconds", "Waits.", by: .cases(of: Colour.self, named: "colour"), bounds: [2])
        family[.red].observe(1)
        #expect(samples(registry).first == "kaya_wait_seconds_bucket{colour=\"red\",le=\"2\"} 1")
        #expect(samples(registry).count == 8)
    }

    @Test("Numbers are asked for when the text is written; nil leaves the series out")
    func readings() {
        let registry = MetricsRegistry()
        let source = registry.gauge("kaya_source", "Source.")
        registry.gauge("kaya_depth", "Depth.", by: .cases(of: Colour.self, named: "colour")) { colour in
            colour == .red ? Double(source.value) / 2 : nil
        }
        registry.counter("kaya_processor_seconds_total", "Seconds.") { .infinity }
        source.set(3)
        #expect(
            samples(registry) == [
                "kaya_depth{colour=\"red\"} 1.5", "kaya_processor_seconds_total +Inf", "kaya_source 3",
            ])
    }

    @Test("Backslashes, quotes and line feeds in help and labels are escaped")
    func escaping() {
        let registry = MetricsRegistry()
        _ = registry.gauge("kaya_calls", "A \\ \"line\"\nmore", by: .listed(["a\"b\\c\nd"], named: "model"))
        let lines = registry.text().split(separator: "\n")
        #expect(lines[0] == "# HELP kaya_calls A \\\\ \"line\"\\nmore")
        #expect(lines[2] == "kaya_calls{model=\"a\\\"b\\\\c\\nd\"} 0")
    }

    @Test("Counts of many tasks at once add up")
    func concurrent() async {
        let registry = MetricsRegistry()
        let counter = registry.counter("kaya_turns_total", "Turns.")
        let histogram = registry.histogram("kaya_wait_seconds", "Waits.", bounds: [1, 2])
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<5000 {
                        counter.increment()
                        histogram.observe(1.5)
                    }
                }
            }
        }
        #expect(counter.value == 40_000)
        #expect(histogram.count == 40_000)
        #expect(histogram.sum == 60_000)
    }

    @Test("A wrong name traps")
    func wrongName() async {
        await #expect(processExitsWith: .failure) { _ = MetricsRegistry().counter("kaya_turns", "No unit.") }
        await #expect(processExitsWith: .failure) { _ = MetricsRegistry().gauge("turns", "No owner.") }
        await #expect(processExitsWith: .failure) { _ = MetricsRegistry().histogram("kaya_wait", "No unit.") }
    }

    @Test("A name registered twice traps")
    func duplicate() async {
        await #expect(processExitsWith: .failure) {
            let registry = MetricsRegistry()
            _ = registry.gauge("kaya_turns", "Once.")
            _ = registry.gauge("kaya_turns", "Twice.")
        }
    }

    @Test("The process's own figures are there and plausible")
    func process() throws {
        let registry = MetricsRegistry()
        ProcessMetrics.register(in: registry)
        let values = Dictionary(
            uniqueKeysWithValues: samples(registry).map { line in
                let parts = line.split(separator: " ")
                return (String(parts[0]), Double(parts[1]) ?? -1)
            })
        #expect(try #require(values["kaya_process_resident_memory_bytes"]) > 1_000_000)
        #expect(try #require(values["kaya_process_open_descriptors"]) >= 3)
        #expect(try #require(values["kaya_process_maximum_descriptors"]) >= 64)
        #expect(try #require(values["kaya_process_processor_seconds_total"]) >= 0)
        #expect(try #require(values["kaya_process_start_time_seconds"]) > 1_600_000_000)
    }

    private func samples(_ registry: MetricsRegistry) -> [String] {
        registry.text().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }
}

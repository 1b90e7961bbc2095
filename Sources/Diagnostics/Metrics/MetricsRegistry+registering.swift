extension MetricsRegistry {
    /// Registers a counter; its name ends in `_total`.
    package func counter(_ name: String, _ help: String) -> Counter {
        make(name, help, Counter())
    }

    /// Registers one counter for each value of a label.
    package func counter<L>(_ name: String, _ help: String, by label: LabelDimension<L>) -> Family<Counter, L> {
        make(name, help, by: label) { Counter() }
    }

    /// Registers one counter for each pair of values of two labels.
    package func counter<L, M>(
        _ name: String, _ help: String, by first: LabelDimension<L>, _ second: LabelDimension<M>
    ) -> Family<Family<Counter, M>, L> {
        make(name, help, by: first, second) { Counter() }
    }

    /// Registers a counter whose number is asked for when the text is written; `nil` leaves it out.
    package func counter(_ name: String, _ help: String, reading value: @escaping @Sendable () -> Double?) {
        begin(name, help, .counter)
        read(SeriesName(name: name), value)
    }

    /// Registers a gauge.
    package func gauge(_ name: String, _ help: String) -> Gauge {
        make(name, help, Gauge())
    }

    /// Registers one gauge for each value of a label.
    package func gauge<L>(_ name: String, _ help: String, by label: LabelDimension<L>) -> Family<Gauge, L> {
        make(name, help, by: label) { Gauge() }
    }

    /// Registers one gauge for each pair of values of two labels.
    package func gauge<L, M>(
        _ name: String, _ help: String, by first: LabelDimension<L>, _ second: LabelDimension<M>
    ) -> Family<Family<Gauge, M>, L> {
        make(name, help, by: first, second) { Gauge() }
    }

    /// Registers a gauge whose number is asked for when the text is written; `nil` leaves it out.
    ///
    /// The closure must be quick and must not ask this registry for anything.
    package func gauge(_ name: String, _ help: String, reading value: @escaping @Sendable () -> Double?) {
        begin(name, help, .gauge)
        read(SeriesName(name: name), value)
    }

    /// Registers one such gauge for each value of a label.
    package func gauge<L>(
        _ name: String, _ help: String, by label: LabelDimension<L>, reading value: @escaping @Sendable (L) -> Double?
    ) {
        begin(name, help, .gauge)
        for (key, text) in label.values {
            read(SeriesName(name: name).labelled(label.name, text)) { value(key) }
        }
    }

    /// Registers a histogram; its name ends in the unit of its bounds.
    package func histogram(_ name: String, _ help: String, bounds: [Double] = Histogram.waits) -> Histogram {
        make(name, help, Histogram(bounds: bounds))
    }

    /// Registers one histogram for each value of a label.
    package func histogram<L>(
        _ name: String, _ help: String, by label: LabelDimension<L>, bounds: [Double] = Histogram.waits
    ) -> Family<Histogram, L> {
        make(name, help, by: label) { Histogram(bounds: bounds) }
    }

    private func read(_ series: SeriesName, _ value: @escaping @Sendable () -> Double?) {
        let reading = Reading(value: value)
        add(series, to: series.name) { reading.write($0, into: &$1) }
    }
}

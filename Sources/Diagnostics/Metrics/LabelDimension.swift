/// The name of a label and all values it will ever have.
package struct LabelDimension<Value: Hashable & Sendable>: Sendable {
    /// The most values that a listed dimension may have, ``other`` not counted.
    package static var maximumListedValues: Int { 64 }

    let name: String
    let values: [(value: Value, text: String)]
    /// Stands for every value that is not among the listed.
    let catchAll: Value?

    private init(name: String, values: [(value: Value, text: String)], catchAll: Value?) {
        precondition(MetricName.isLabel(name), "a label is lower-case letters and underscores: \(name)")
        precondition(Set(values.map(\.text)).count == values.count, "the label \(name) has a value twice")
        self.name = name
        self.values = values
        self.catchAll = catchAll
    }
}

extension LabelDimension where Value: MetricLabel {
    /// A label with the cases of an enum.
    package static func cases(of type: Value.Type, named name: String) -> LabelDimension {
        LabelDimension(name: name, values: Value.allCases.map { ($0, $0.rawValue) }, catchAll: nil)
    }
}

extension LabelDimension where Value == String {
    /// The value under which everything is counted that is not in the list.
    package static var other: String { "other" }

    /// A label with values known when the program starts, such as the names of configured model servers.
    ///
    /// Whatever else is asked for is counted under ``other``, so cardinality stays bounded. A list longer than
    /// ``maximumListedValues`` is a programmer's error.
    package static func listed(_ values: [String], named name: String) -> LabelDimension {
        var seen: Set = [other]
        let unique = values.filter { seen.insert($0).inserted }
        precondition(unique.count <= maximumListedValues, "the label \(name) has too many values")
        return LabelDimension(name: name, values: (unique + [other]).map { ($0, $0) }, catchAll: other)
    }
}

/// One metric per value of a label, all of them made when the family was.
///
/// Families nest for a second label: `requests["primary"][.timeout].increment()`. A lookup is one dictionary access;
/// who counts often keeps the metric it looked up.
package struct Family<Member: Sendable, Label: Hashable & Sendable>: Sendable {
    private let members: [Label: Member]
    private let catchAll: Member

    init(_ dimension: LabelDimension<Label>, make: (_ value: String) -> Member) {
        var members: [Label: Member] = [:]
        for (value, text) in dimension.values {
            members[value] = make(text)
        }
        let fallback = dimension.catchAll ?? dimension.values.first?.value
        guard let fallback, let catchAll = members[fallback] else {
            preconditionFailure("the label \(dimension.name) has no values")
        }
        self.members = members
        self.catchAll = catchAll
    }

    /// The metric of a label's value; of a listed dimension, `other` for values that are not listed.
    package subscript(_ label: Label) -> Member {
        members[label] ?? catchAll
    }
}

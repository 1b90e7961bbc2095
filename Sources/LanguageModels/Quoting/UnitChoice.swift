/// Chooses what to quote of one excerpt when not all of it fits.
struct UnitChoice {
    /// What a unit must score to be quoted; the first paragraph has it from the start, as it says what all is about.
    private static let worthwhile = 0.25
    /// Characters that a list's end needs where items are left out.
    private static let moreCharacters = 60

    private let units: [QuotedUnit]
    private let scores: [Double]
    private let limit: Int

    /// The units to quote, in their order, of at most `limit` characters together.
    ///
    /// Lists stay whole with their introduction; only one that alone is too long loses its last items, and then
    /// `isShortened` says so. A sentence that leans on the one before comes with it or not at all.
    static func choice(
        of units: [QuotedUnit], focus: QuestionFocus, limit: Int
    ) -> (units: [QuotedUnit], isShortened: Bool) {
        var units = units
        while units.last?.asks ?? false { units.removeLast() }
        if units.reduce(0, { $0 + length(of: $1) }) <= limit { return (units, false) }
        let chooser = UnitChoice(units, focus: focus, limit: limit)
        let chosen = chooser.best()
        if !chosen.isEmpty { return (chosen.sorted().map { units[$0] }, false) }
        return chooser.shortenedList().map { ([$0], true) } ?? ([], false)
    }

    /// How many characters a unit takes in an answer.
    static func length(of unit: QuotedUnit) -> Int {
        unit.text.count + unit.items.reduce(0) { $0 + $1.count + 3 } + 2
    }

    private init(_ units: [QuotedUnit], focus: QuestionFocus, limit: Int) {
        self.units = units
        self.limit = limit
        scores = units.enumerated().map { index, unit in
            let folded = FoldedText(unit.wholeText)
            let coverage = focus.coverage(focus.likeness(to: folded.words))
            let aspect = focus.aspects.contains { $0.isTold(in: folded) } ? 0.8 : 0
            let isOpening = index == 0 || (units[index - 1].paragraph == 0 && unit.paragraph == 0)
            return coverage + aspect + (unit.isList ? 0.2 : 0) + (isOpening ? Self.worthwhile : 0) + 0.1
                / Double(index + 1)
        }
    }

    private func best() -> Set<Int> {
        var chosen: Set<Int> = []
        var room = limit
        let order = units.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        for index in order where !chosen.contains(index) && scores[index] >= Self.worthwhile {
            var group = units[index].asks && index + 1 < units.count ? [index, index + 1] : [index]
            group.removeAll(where: chosen.contains)
            while let first = group.first, first > 0, units[first].leansOnPrevious || units[first - 1].asks,
                !chosen.contains(first - 1)
            {
                group.insert(first - 1, at: 0)
            }
            if let first = group.first, first == 0, units[first].leansOnPrevious, units.count > 1 { continue }
            let needed = group.reduce(0) { $0 + Self.length(of: units[$1]) }
            guard needed <= room else { continue }
            room -= needed
            chosen.formUnion(group)
        }
        return chosen
    }

    /// The best list with as many of its first items as fit; at least two, or it is no list.
    private func shortenedList() -> QuotedUnit? {
        let lists = units.indices.filter { units[$0].isList }
        guard let best = lists.max(by: { (scores[$0], $1) < (scores[$1], $0) }) else { return nil }
        var list = units[best]
        while list.items.count > 2, Self.length(of: list) > limit - Self.moreCharacters {
            list.items.removeLast()
        }
        return Self.length(of: list) <= limit - Self.moreCharacters ? list : nil
    }
}

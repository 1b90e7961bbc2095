/// Picks what is quoted: the best sections that fit, each as whole as it can be.
enum QuotationSelection {
    /// The most characters of quoted text.
    static let maximumLength = 1200
    /// The most documents quoted from.
    static let maximumSources = 3
    private static let maximumSections = 3
    /// The part of the best score that a further section needs, from the same document and from another.
    private static let sameSource = 0.6
    private static let otherSource = 0.9
    /// A section is quoted up to this length, so that there is room for another.
    private static let sectionLength = 900

    /// The chosen sections: documents by their best section, inside a document in the order of the excerpts.
    static func chosen(from quotations: [Quotation]) -> [Quotation] {
        let ranked = quotations.enumerated().sorted { left, right in
            left.element.score != right.element.score
                ? left.element.score > right.element.score : left.offset < right.offset
        }
        guard let best = ranked.first?.element.score else { return [] }
        var chosen: [(offset: Int, quotation: Quotation)] = []
        var room = maximumLength
        for (offset, quotation) in ranked where chosen.count < maximumSections {
            let numbers = Set(chosen.map(\.quotation.excerpt.number))
            let isKnown = numbers.contains(quotation.excerpt.number)
            guard chosen.isEmpty || quotation.score >= best * (isKnown ? sameSource : otherSource),
                isKnown || numbers.count < maximumSources,
                let fitting = fitting(quotation, in: room, isFirst: chosen.isEmpty),
                !chosen.contains(where: { $0.quotation.blocks == fitting.blocks })
            else { continue }
            chosen.append((offset, fitting))
            room -= fitting.length
        }
        return ordered(chosen)
    }

    /// The section, or its best block with as many neighbours as fit; `nil` when not even the block does.
    ///
    /// The first section's best block is shortened where it is too long, by whole sentences or items.
    private static func fitting(_ quotation: Quotation, in room: Int, isFirst: Bool) -> Quotation? {
        let room = min(room, isFirst ? sectionLength : room)
        if quotation.length <= room { return quotation }
        guard let best = quotation.scores.firstIndex(of: quotation.score) else { return nil }
        var block = quotation.blocks[best]
        if block.text.count + 2 > room {
            guard isFirst else { return nil }
            block = block.shortened(to: maximumLength)
        }
        var range = best..<best + 1
        var length = block.text.count + 2
        while let next = neighbour(of: range, in: quotation), length + quotation.blocks[next].text.count + 2 <= room {
            length += quotation.blocks[next].text.count + 2
            range = min(range.lowerBound, next)..<max(range.upperBound, next + 1)
        }
        var fitting = quotation
        fitting.blocks[best] = block
        fitting.blocks = Array(fitting.blocks[range])
        fitting.scores = Array(quotation.scores[range])
        return fitting
    }

    /// The better of the blocks before and behind a range.
    private static func neighbour(of range: Range<Int>, in quotation: Quotation) -> Int? {
        let before = range.lowerBound > 0 ? range.lowerBound - 1 : nil
        let behind = range.upperBound < quotation.blocks.count ? range.upperBound : nil
        guard let before, let behind else { return before ?? behind }
        return quotation.scores[before] > quotation.scores[behind] ? before : behind
    }

    private static func ordered(_ chosen: [(offset: Int, quotation: Quotation)]) -> [Quotation] {
        var best: [Int: Double] = [:]
        for (_, quotation) in chosen {
            best[quotation.excerpt.number] = max(best[quotation.excerpt.number] ?? -.infinity, quotation.score)
        }
        return chosen.sorted { left, right in
            let (a, b) = (left.quotation.excerpt.number, right.quotation.excerpt.number)
            guard a != b else { return left.quotation.score > right.quotation.score }
            let (first, second) = (best[a] ?? 0, best[b] ?? 0)
            return first != second ? first > second : a < b
        }.map(\.quotation)
    }
}

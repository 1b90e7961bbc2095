/// Unicode's full case folding, by which labels are compared (§4.7).
enum CaseFolding {
    private struct Run {
        let first: UInt32
        let last: UInt32
        let stride: UInt32
        let distance: Int32
    }

    private struct Expansion {
        let scalar: UInt32
        let first: UInt32
        let second: UInt32
        /// A third one; 0 for none.
        let third: UInt32
    }

    private static let runs = readRuns()
    private static let expansions = readExpansions()

    /// Adds a character, folded.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        if scalar < 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: scalar).lowercased)
            return
        }
        let expansions = expansions
        let place = firstIndex(expansions.count) { expansions[$0].scalar >= scalar }
        if place < expansions.count, expansions[place].scalar == scalar {
            UTF8Encoding.append(expansions[place].first, to: &bytes)
            UTF8Encoding.append(expansions[place].second, to: &bytes)
            if expansions[place].third != 0 { UTF8Encoding.append(expansions[place].third, to: &bytes) }
            return
        }
        let runs = runs
        let index = firstIndex(runs.count) { runs[$0].last >= scalar }
        if index < runs.count, runs[index].first <= scalar, (scalar - runs[index].first) % runs[index].stride == 0 {
            let folded = Int32(truncatingIfNeeded: scalar) &+ runs[index].distance
            UTF8Encoding.append(UInt32(truncatingIfNeeded: folded), to: &bytes)
        } else {
            UTF8Encoding.append(scalar, to: &bytes)
        }
    }

    private static func firstIndex(_ count: Int, where isBeyond: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func readRuns() -> [Run] {
        var numbers = TableNumbers(UnicodeTables.foldings)
        var runs: [Run] = []
        var last: UInt32 = 0
        while let gap = numbers.next(), let length = numbers.next(), let stride = numbers.next(),
            let distance = numbers.next()
        {
            let first = last &+ gap
            last = first &+ length
            let half = Int32(truncatingIfNeeded: distance >> 1)
            runs.append(
                Run(first: first, last: last, stride: max(stride, 1), distance: distance & 1 == 0 ? half : -half &- 1))
        }
        return runs
    }

    private static func readExpansions() -> [Expansion] {
        var numbers = TableNumbers(UnicodeTables.expansions)
        var expansions: [Expansion] = []
        var scalar: UInt32 = 0
        while let gap = numbers.next(), let count = numbers.next() {
            scalar &+= gap
            let first = numbers.next() ?? 0xFFFD
            let second = numbers.next() ?? 0xFFFD
            let third = count > 2 ? numbers.next() ?? 0xFFFD : 0
            expansions.append(Expansion(scalar: scalar, first: first, second: second, third: third))
        }
        return expansions
    }
}

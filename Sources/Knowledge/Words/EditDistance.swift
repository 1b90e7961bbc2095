/// How many single typing mistakes lie between two words.
enum EditDistance {
    /// The Damerau-Levenshtein distance (optimal string alignment) of two words; `nil` when it is above `limit`.
    ///
    /// Letters put in, left out, replaced, and two neighbours swapped count one each.
    static func between(_ first: String, _ second: String, limit: Int) -> Int? {
        let a = Array(first.utf8)
        let b = Array(second.utf8)
        guard abs(a.count - b.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 0..<a.count {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in 0..<b.count {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            if let best = row.min(), best > limit { return nil }
            beforeLast = last
            last = row
        }
        guard let distance = last.last, distance <= limit else { return nil }
        return distance
    }
}

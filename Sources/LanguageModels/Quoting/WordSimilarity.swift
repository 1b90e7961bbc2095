/// Whether two words differ by one typing mistake.
enum WordSimilarity {
    /// One letter put in, left out or replaced, or two neighbours swapped.
    static func isOneMistake(_ left: String, _ right: String) -> Bool {
        let a = Array(left.utf8)
        let b = Array(right.utf8)
        guard abs(a.count - b.count) <= 1 else { return false }
        var start = 0
        while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
        var end = 0
        while end < min(a.count, b.count) - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
        let restA = a[start..<a.count - end]
        let restB = b[start..<b.count - end]
        if restA.count <= 1, restB.count <= 1 { return true }
        return restA.count == 2 && restB.count == 2 && restA.first == restB.last && restA.last == restB.first
    }
}

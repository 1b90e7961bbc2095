/// Finds the name somebody meant.
enum NearestName {
    /// The candidate with the fewest edits, if they are few enough to be a slip of the finger.
    static func of(_ name: String, among candidates: [String]) -> String? {
        let near = candidates.map { ($0, distance(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
        guard let near, near.1 <= max(2, name.count / 3) else { return nil }
        return near.0
    }

    /// Insertions, deletions and substitutions that make one of the other.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8.prefix(128))
        var row = Array(0...right.count)
        for (index, byte) in left.utf8.prefix(128).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (byte == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}

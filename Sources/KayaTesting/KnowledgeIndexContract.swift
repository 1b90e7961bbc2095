package import Knowledge

/// What every `KnowledgeIndex` promises, checked on one.
package enum KnowledgeIndexContract {
    /// Queries that mean nothing, or mean something to a database.
    package static let oddQueries: [String] = [
        "", " ", "\n\t", "?!…", "\"", "'", "\"a", "a\"b\"", "*", "a*", "^a", "-", "--", "NOT", "AND OR NOT", "a AND",
        "NEAR(a b, 2)", "title:x", "stemIndex:", "{a b}: c", "(", ")", "((a)", "a + b", ";DROP TABLE passage;--", "%",
        "_", "\\", "\0", "a\0b", "\u{FEFF}", "\u{202E}abc", "😀😀", "e\u{301}", "ﬁ", "ß", "ẞ", "İ", "漢字",
        String(repeating: "a", count: 1_000_000), String(repeating: "a ", count: 500_000),
        String(repeating: "ä-", count: 100_000), String(repeating: "\u{301}", count: 100_000),
    ]

    /// Sentences about promises that the index breaks; none when it keeps them all.
    ///
    /// - Parameters:
    ///   - index: Any index, empty or not.
    ///   - query: A question that the index has an answer to; `nil` for an empty index.
    package static func violations(of index: some KnowledgeIndex, answering query: String?) async throws -> [String] {
        var violations: [String] = []
        let version = try await index.version()
        for odd in oddQueries {
            let result = try await index.search(odd, language: nil, limit: 3)
            let name = String(odd.prefix(20)).debugDescription
            if result.passages.count > 3 { violations.append("\(name) finds more than the limit") }
            if result.version != version { violations.append("\(name) changes the version") }
        }
        guard let query else { return violations }
        for limit in [-1, 0, 1, 2, 50] {
            let passages = try await index.search(query, language: nil, limit: limit).passages
            if passages.count > max(0, limit) { violations.append("limit \(limit) finds \(passages.count) passages") }
            if limit > 0, passages.isEmpty { violations.append("limit \(limit) finds nothing") }
            if passages.map(\.score) != passages.map(\.score).sorted(by: >) {
                violations.append("not in order of score")
            }
            if passages.contains(where: { $0.text.isEmpty || $0.title.isEmpty }) { violations.append("empty passage") }
        }
        let first = try await index.search(query, language: nil, limit: 5).passages
        let second = try await index.search(query, language: nil, limit: 5).passages
        if first != second { violations.append("the same search twice finds different passages") }
        if !(try await throwsCancellation(index, query)) { violations.append("a cancelled search does not say so") }
        return violations
    }

    private static func throwsCancellation(_ index: some KnowledgeIndex, _ query: String) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.cancelAll()
            group.addTask {
                do {
                    _ = try await index.search(query, language: nil, limit: 5)
                    return false
                } catch is CancellationError {
                    return true
                }
            }
            return try await group.next() ?? false
        }
    }
}

import GRDB
import Knowledge

/// One search in one snapshot of the database.
struct KnowledgeSearch {
    /// Matches beyond this number, for one concept at one strength, are the least relevant ones and left out.
    private static let maximumMatches = 400

    let db: Database
    let plan: QueryPlan
    let catalogue: Catalogue

    func passages(limit: Int) throws -> [Passage] {
        var ranking = PassageRanking(plan)
        for (position, concept) in plan.concepts.enumerated() {
            for strength in QueryPlan.Strength.allCases {
                guard let phrases = concept.phrases[strength] else { continue }
                try match(Self.pattern(phrases), in: "stemIndex") { passage, document, score in
                    ranking.add(
                        passage: passage, document: document, concept: position, strength: strength, score: score)
                }
            }
        }
        if !plan.fragments.isEmpty {
            try match(Self.pattern(plan.fragments.map { [$0] }), in: "fragmentIndex") { passage, document, score in
                ranking.addFragments(passage: passage, document: document, score: score)
            }
        }
        let best = ranking.best(limit, of: catalogue)
        return try best.compactMap(fetch)
    }

    /// Phrases joined by OR. Stems and words are letters and digits only, and quoted besides.
    private static func pattern(_ phrases: some Collection<[String]>) -> String {
        phrases.map { "\"" + $0.joined(separator: " ") + "\"" }.sorted().joined(separator: " OR ")
    }

    private func match(
        _ pattern: String, in table: String, _ found: (_ passage: Int64, _ document: Int64, _ score: Double) -> Void
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                SELECT i.rowid, p.documentID, i.rank FROM \(table) i JOIN passage p ON p.id = i.rowid
                WHERE \(table) MATCH ? ORDER BY i.rank LIMIT ?
                """)
        let rows = try Row.fetchCursor(statement, arguments: [pattern, Self.maximumMatches])
        while let row = try rows.next() {
            let score: Double = row[2]
            found(row[0], row[1], -score)
        }
    }

    private func fetch(_ ranked: PassageRanking.Ranked) throws -> Passage? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT d.path, d.title, d.url, p.heading, p.text, d.language, d.validFrom, p.ordinal
                FROM passage p JOIN document d ON d.id = p.documentID WHERE p.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [ranked.passage]) else { return nil }
        return Passage(
            documentID: row[0], title: row[1], url: row[2], heading: row[3], text: row[4], language: row[5],
            validFrom: row[6], ordinal: row[7], score: ranked.score)
    }
}

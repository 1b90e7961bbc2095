import Foundation
import GRDB
import Knowledge

/// One search in one snapshot of the database.
struct KnowledgeSearch {
    /// Matches beyond this number, for one concept at one strength, are the least relevant ones and left out.
    private static let maximumMatches = 400

    enum Table: String {
        case stems = "stemIndex"
        case fragments = "fragmentIndex"
    }

    private struct Match {
        let passage: Int64
        let document: Int64
        let score: Double
    }

    let db: Database
    let plan: QueryPlan
    let lexicon: Lexicon

    func passages(limit: Int) throws -> [Passage] {
        var ranking = PassageRanking(plan)
        for (position, concept) in plan.concepts.enumerated() {
            try match(concept, at: position, into: &ranking)
        }
        if !plan.fragments.isEmpty {
            let pattern = Self.pattern(plan.fragments.map { [$0] })
            for match in try matches(pattern, in: .fragments, isCut: true) {
                ranking.addFragments(passage: match.passage, document: match.document, score: match.score)
            }
        }
        return try ranking.best(limit, of: lexicon.catalogue).compactMap(fetch)
    }

    /// Phrases that surely mean the concept are looked up one by one, so that each counts with the concept's rarity;
    /// the loose ones all at once.
    private func match(_ concept: QueryPlan.Concept, at position: Int, into ranking: inout PassageRanking) throws {
        for strength in [QueryPlan.Strength.exact, .near] {
            for phrase in (concept.phrases[strength] ?? []).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
                let frequency = phrase.map(lexicon.vocabulary.frequency).min() ?? 0
                let isCut = frequency > Self.maximumMatches
                let matches = try matches(Self.pattern([phrase]), in: .stems, isCut: isCut)
                let weight = documentFrequencyWeight(isCut || phrase.count == 1 ? frequency : matches.count)
                for match in matches {
                    ranking.add(
                        passage: match.passage, document: match.document, concept: position, strength: strength,
                        frequency: match.score / weight)
                }
            }
        }
        guard let phrases = concept.phrases[.loose] else { return }
        for match in try matches(Self.pattern(phrases), in: .stems, isCut: true) {
            ranking.add(
                passage: match.passage, document: match.document, concept: position, strength: .loose,
                frequency: match.score / concept.rarity)
        }
    }

    /// The inverse document frequency that FTS5 puts into the scores of a phrase: see its `bm25` function.
    private func documentFrequencyWeight(_ count: Int) -> Double {
        max(log((Double(lexicon.vocabulary.passages - count) + 0.5) / (Double(count) + 0.5)), 1e-6)
    }

    /// Phrases joined by OR. Stems and words are letters and digits only, and quoted besides.
    private static func pattern(_ phrases: some Collection<[String]>) -> String {
        phrases.map { "\"" + $0.joined(separator: " ") + "\"" }.sorted().joined(separator: " OR ")
    }

    /// Ordering costs as much as matching, so only what must be cut is ordered.
    static func matchSQL(_ table: Table, isCut: Bool) -> String {
        isCut
            ? "SELECT rowid, rank FROM \(table.rawValue) WHERE \(table.rawValue) MATCH ? ORDER BY rank LIMIT ?"
            : "SELECT rowid, rank FROM \(table.rawValue) WHERE \(table.rawValue) MATCH ? LIMIT ?"
    }

    private func matches(_ pattern: String, in table: Table, isCut: Bool) throws -> [Match] {
        let statement = try db.cachedStatement(sql: Self.matchSQL(table, isCut: isCut))
        let rows = try Row.fetchCursor(statement, arguments: [pattern, Self.maximumMatches])
        var matches: [Match] = []
        while let row = try rows.next() {
            let passage: Int64 = row[0]
            guard let document = lexicon.documents[passage] else { continue }
            let rank: Double = row[1]
            matches.append(Match(passage: passage, document: document, score: -rank))
        }
        return matches
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

/// Combines the matches of a query plan into one order of passages.
///
/// A passage counts for what it says and for what its document says: people ask for a document's topic and a detail
/// in one breath, and the passage with the detail seldom repeats the topic. What is asked for and found nowhere in a
/// document lowers all its passages.
package struct PassageRanking {
    /// No more than this many passages of one document.
    package static let passagesPerDocument = 4
    /// Passages below this part of the best one's score are left out.
    package static let relevanceFloor = 0.12
    private static let documentShare = 0.55
    private static let uncoveredFactor = 0.35
    private static let foreignFactor = 0.6
    private static let titleBoost = 0.3
    private static let titleWeight = 0.8
    private static let fragmentShare = 0.2
    /// What the first passage of a document gains when the question names the document's matter; the second gains half.
    private static let leadShare = 0.5
    /// The greatest frequency part of a BM25 score: k1 + 1.
    private static let saturation = 2.2

    /// A passage and its final score.
    package struct Ranked: Sendable, Hashable {
        package let passage: Int64
        package let document: Int64
        package let score: Double
    }

    private struct Candidate {
        let document: Int64
        var scores: [Double]
        var fragments = 0.0
    }

    private let plan: QueryPlan
    private var candidates: [Int64: Candidate] = [:]

    package init(_ plan: QueryPlan) {
        self.plan = plan
    }

    /// A passage matches a concept; of several matches with the same concept the best counts.
    ///
    /// - Parameter frequency: BM25 without the inverse document frequency, from 0 to 2.2: how much the passage is
    ///   about what was matched. The weight of the concept itself comes from the plan, so that a rare synonym counts
    ///   no more than the word that was asked for.
    package mutating func add(
        passage: Int64, document: Int64, concept: Int, strength: QueryPlan.Strength, frequency: Double
    ) {
        let asked = plan.concepts[concept]
        let score = asked.importance * asked.rarity * strength.weight * min(max(frequency, 0), Self.saturation)
        var candidate = candidates[passage] ?? emptyCandidate(of: document)
        candidate.scores[concept] = max(candidate.scores[concept], score)
        candidates[passage] = candidate
    }

    /// A passage has fragments of words of the question.
    package mutating func addFragments(passage: Int64, document: Int64, score: Double) {
        var candidate = candidates[passage] ?? emptyCandidate(of: document)
        candidate.fragments = max(candidate.fragments, score)
        candidates[passage] = candidate
    }

    /// The best passages in order.
    package func best(_ limit: Int, of catalogue: Catalogue) -> [Ranked] {
        let factors = documentScores(catalogue)
        let strongest = candidates.values.map(\.fragments).max() ?? 0
        let unit = plan.concepts.map(\.rarity).max() ?? 1
        let ranked = candidates.map { passage, candidate -> Ranked in
            let document = factors[candidate.document] ?? (score: 0, title: 0, factor: 1)
            let own = candidate.scores.reduce(0, +)
            let fragments = strongest > 0 ? Self.fragmentShare * unit * candidate.fragments / strongest : 0
            let lead = catalogue.place(of: passage).map { Self.leadShare * document.title / Double($0 + 1) } ?? 0
            let score = Self.documentShare * document.score + (1 - Self.documentShare) * own + fragments + lead
            return Ranked(passage: passage, document: candidate.document, score: score * document.factor)
        }.sorted { ($1.score, $0.passage) < ($0.score, $1.passage) }
        return diverse(ranked, limit)
    }

    private func emptyCandidate(of document: Int64) -> Candidate {
        Candidate(document: document, scores: Array(repeating: 0, count: plan.concepts.count))
    }

    private func documentScores(_ catalogue: Catalogue) -> [Int64: (score: Double, title: Double, factor: Double)] {
        var best: [Int64: [Double]] = [:]
        for candidate in candidates.values {
            let known = best[candidate.document] ?? candidate.scores
            best[candidate.document] = zip(known, candidate.scores).map { max($0, $1) }
        }
        let titles = plan.concepts.map { catalogue.titleMatches(of: $0) }
        return best.reduce(into: [:]) { result, entry in
            let (document, scores) = entry
            let title = titles.reduce(0) { $0 + ($1[document] ?? 0) }
            let score = scores.reduce(0, +) + Self.titleWeight * title
            var factor = Self.uncoveredFactor + (1 - Self.uncoveredFactor) * coverage(scores)
            if let wanted = plan.language?.rawValue, let language = catalogue.language(of: document), language != wanted
            {
                factor *= Self.foreignFactor
            }
            factor *= 1 + Self.titleBoost * catalogue.titleShare(of: document, plan.stems)
            result[document] = (score, title, factor)
        }
    }

    /// Which part of what was asked a document has, by rarity; a fourth of the greatest score is enough to have it.
    private func coverage(_ scores: [Double]) -> Double {
        var total = 0.0
        var covered = 0.0
        for (score, concept) in zip(scores, plan.concepts) {
            let weight = concept.rarity * concept.importance
            total += weight
            covered += min(weight, score / (0.25 * Self.saturation))
        }
        return total > 0 ? covered / total : 1
    }

    private func diverse(_ ranked: [Ranked], _ limit: Int) -> [Ranked] {
        let floor = (ranked.first?.score ?? 0) * Self.relevanceFloor
        var perDocument: [Int64: Int] = [:]
        var result: [Ranked] = []
        for entry in ranked where result.count < limit && entry.score >= floor && entry.score > 0 {
            let count = perDocument[entry.document, default: 0]
            guard count < Self.passagesPerDocument else { continue }
            perDocument[entry.document] = count + 1
            result.append(entry)
        }
        return result
    }
}

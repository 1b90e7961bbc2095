/// How well an index answers questions whose documents are known.
///
/// For every question the index is asked for `searchDepth` passages. The documents of these passages in order, each
/// counted once at its first place, are the question's ranking. *Recall@5* is the share of questions that have one of
/// their documents among the first five of the ranking. *MRR*, the mean reciprocal rank, is the mean over all questions
/// of 1 / (place of the first of their documents), and 0 where none is in the ranking.
package struct Evaluation: Sendable, Hashable {
    /// The figures over some questions.
    package struct Score: Sendable, Hashable {
        package let questions: Int
        /// From 0 to 1.
        package let recallAt5: Double
        /// From 0 to 1.
        package let meanReciprocalRank: Double

        init(ranks: [Int?]) {
            questions = ranks.count
            let count = Double(max(ranks.count, 1))
            recallAt5 = Double(ranks.filter { ($0 ?? .max) <= 5 }.count) / count
            meanReciprocalRank = ranks.reduce(0) { $0 + ($1.map { 1 / Double($0) } ?? 0) } / count
        }
    }

    /// A question whose document was not first.
    package struct Miss: Sendable, Hashable {
        package let question: EvaluationQuestion
        /// The place of the first right document, from 1; `nil` when it was not found.
        package let rank: Int?
        /// The ids of the first five documents found.
        package let found: [String]
    }

    /// How many passages are asked for.
    package static let searchDepth = 20

    package let total: Score
    /// By the questions' kind.
    package let byKind: [String: Score]
    /// In the order of the questions.
    package let misses: [Miss]
    package let version: KnowledgeVersion

    /// Asks all questions, one after the other.
    ///
    /// - Throws: What the index throws.
    package init(_ questions: [EvaluationQuestion], on index: some KnowledgeIndex) async throws {
        var ranks: [Int?] = []
        var misses: [Miss] = []
        for question in questions {
            let result = try await index.search(
                question.question, language: question.language, limit: Self.searchDepth)
            let ranking = Self.documents(of: result.passages)
            let rank = ranking.firstIndex(where: question.documents.contains).map { $0 + 1 }
            ranks.append(rank)
            if rank != 1 { misses.append(Miss(question: question, rank: rank, found: Array(ranking.prefix(5)))) }
        }
        total = Score(ranks: ranks)
        byKind = Dictionary(grouping: zip(questions, ranks), by: \.0.kind).mapValues { Score(ranks: $0.map(\.1)) }
        self.misses = misses
        version = try await index.version()
    }

    private static func documents(of passages: [Passage]) -> [String] {
        var seen: Set<String> = []
        return passages.map(\.documentID).filter { seen.insert($0).inserted }
    }
}

internal import Foundation
internal import Knowledge

/// An evaluation as it is printed.
struct EvaluationSummary: Encodable {
    struct Score: Encodable {
        let questions: Int
        let recallAt5: Double
        let mrr: Double

        init(_ score: Evaluation.Score) {
            questions = score.questions
            recallAt5 = score.recallAt5
            mrr = score.meanReciprocalRank
        }
    }

    struct Miss: Encodable {
        let question: String
        let documents: [String]
        let rank: Int?
        let found: [String]
    }

    let total: Score
    let kinds: [String: Score]
    let misses: [Miss]
    let version: String

    init(_ evaluation: Evaluation) {
        total = Score(evaluation.total)
        kinds = evaluation.byKind.mapValues(Score.init)
        misses = evaluation.misses.map {
            Miss(
                question: $0.question.question, documents: $0.question.documents.sorted(), rank: $0.rank,
                found: $0.found)
        }
        version = evaluation.version.rawValue
    }

    /// A table with a line for each kind, and the questions whose document was not first.
    var text: String {
        var lines = [Self.row("kind", "questions", "recall@5", "MRR")]
        for (kind, score) in kinds.sorted(by: { $0.key < $1.key }) { lines.append(Self.row(kind, score)) }
        lines.append(Self.row("all", total))
        let worst = misses.filter { ($0.rank ?? .max) > 5 }
        if !worst.isEmpty { lines += ["", "Not among the first five:"] }
        for miss in worst {
            lines.append("  \(miss.question)")
            lines.append(
                "    wanted \(miss.documents.joined(separator: ", ")); found \(miss.found.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    private static func row(_ kind: String, _ score: Score) -> String {
        row(kind, "\(score.questions)", share(score.recallAt5), share(score.mrr))
    }

    private static func row(_ cells: String...) -> String {
        cells.enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(0, (index == 0 ? 14 : 10) - cell.count))
            return index == 0 ? cell + padding : padding + cell
        }.joined()
    }

    private static func share(_ value: Double) -> String {
        String(format: "%.3f", value)
    }
}

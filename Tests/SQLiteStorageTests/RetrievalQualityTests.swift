import Foundation
import Knowledge
import SQLiteStorage
import Testing

/// The example county's folder, where this checkout has it.
private let county: String = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples/county").path

@Suite("Retrieval quality on the example county", .enabled(if: FileManager.default.fileExists(atPath: county)))
struct RetrievalQualityTests {
    @Test("The example's own questions find their documents")
    func exampleQuestions() async throws {
        let text = try String(contentsOfFile: county + "/questions.jsonl", encoding: .utf8)
        let result = try await evaluate(EvaluationQuestion.questions(jsonLines: text))
        #expect(result.total.questions >= 60)
        #expect(result.total.recallAt5 >= 0.95, "\(misses(result))")
        #expect(result.total.meanReciprocalRank >= 0.85, "\(misses(result))")
    }

    @Test("Questions written apart from the example find their documents")
    func otherQuestions() async throws {
        let result = try await evaluate(CountyQuestions.all)
        #expect(result.total.questions >= 50)
        #expect(result.total.recallAt5 >= 0.95, "\(misses(result))")
        #expect(result.total.meanReciprocalRank >= 0.85, "\(misses(result))")
    }

    private func evaluate(_ questions: [EvaluationQuestion]) async throws -> Evaluation {
        let folder = try TemporaryFolder()
        let index = try SQLiteKnowledgeIndex(path: folder.path("knowledge.sqlite"))
        let report = try await index.ingest(folder: county)
        #expect(report.findings.isEmpty)
        let start = ContinuousClock.now
        let result = try await Evaluation(questions, on: index)
        if ProcessInfo.processInfo.environment["KAYA_SHOW_MISSES"] != nil {
            print(
                "passages \(report.passages), ingest \(report.duration), per search \((ContinuousClock.now - start) / questions.count)"
            )
            print(misses(result))
        }
        return result
    }

    private func misses(_ result: Evaluation) -> String {
        let score = { (name: String, score: Evaluation.Score) in
            "\(name): n \(score.questions) recall@5 \(score.recallAt5) MRR \(score.meanReciprocalRank)"
        }
        let kinds = result.byKind.sorted { $0.key < $1.key }.map { score($0.key, $0.value) }
        let lines = result.misses.map { miss in
            "  \(miss.rank.map(String.init) ?? "-") [\(miss.question.kind)] \(miss.question.question)"
                + " wanted \(miss.question.documents.sorted()) found \(miss.found)"
        }
        return ([score("total", result.total)] + kinds + lines).joined(separator: "\n")
    }
}

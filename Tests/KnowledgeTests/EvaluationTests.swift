import Testing

@testable import Knowledge

/// Answers every query with the documents named in it.
private struct EchoingIndex: KnowledgeIndex {
    func search(_ query: String, language: String?, limit: Int) async throws -> SearchResult {
        let passages = query.split(separator: " ").prefix(limit).map {
            Passage(documentID: String($0), title: "t", text: "x")
        }
        return SearchResult(passages: passages, version: .empty)
    }

    func version() async throws -> KnowledgeVersion { KnowledgeVersion(rawValue: "v") }
}

@Suite("Evaluating an index")
struct EvaluationTests {
    @Test("Recall and reciprocal rank count documents, each once")
    func figures() async throws {
        let evaluation = try await Evaluation(
            [
                EvaluationQuestion(question: "a b", documents: ["a"], kind: "x"),
                EvaluationQuestion(question: "b b b b b b a", documents: ["a"], kind: "x"),
                EvaluationQuestion(question: "b c d e f a", documents: ["a", "z"], kind: "y"),
                EvaluationQuestion(question: "b", documents: ["a"], kind: "y"),
            ], on: EchoingIndex())
        #expect(evaluation.total.recallAt5 == 0.5)
        #expect(abs(evaluation.total.meanReciprocalRank - (1 + 0.5 + 1.0 / 6) / 4) < 1e-9)
        #expect(evaluation.byKind["x"]?.recallAt5 == 1)
        #expect(evaluation.byKind["y"]?.recallAt5 == 0)
        #expect(evaluation.misses.map(\.rank) == [2, 6, nil])
        #expect(evaluation.misses.last?.found == ["b"])
        #expect(evaluation.version.rawValue == "v")
    }

    @Test("Questions are JSON lines with one document or several")
    func questions() throws {
        let text = """
            {"question":"a","document":"x.md","language":"de","kind":"plain"}

            {"question":"b","document":["x.md","y.md"]}
            """
        let questions = try EvaluationQuestion.questions(jsonLines: text)
        #expect(questions.map(\.documents) == [["x.md"], ["x.md", "y.md"]])
        #expect(questions.map(\.kind) == ["plain", "other"])
        #expect(questions.map(\.language) == ["de", nil])
    }

    @Test(
        "A line that is no question is named",
        arguments: ["{", "[]", "{\"question\":\"a\"}", "{\"question\":\"a\",\"document\":1}"])
    func malformed(line: String) {
        #expect {
            try EvaluationQuestion.questions(jsonLines: "\n" + line)
        } throws: { error in
            (error as? KnowledgeError)?.code == .malformedQuestions && "\(error)".contains("Line 2")
        }
    }

    @Test("No questions give no figures and no crash")
    func none() async throws {
        #expect(try await Evaluation([], on: NoKnowledge()).total.recallAt5 == 0)
    }
}

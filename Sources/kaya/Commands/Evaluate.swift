internal import ArgumentParser
internal import Foundation
internal import Knowledge
internal import SQLiteStorage

/// `kaya evaluate`: how well questions find their documents.
struct Evaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how well questions find the documents that answer them.",
        discussion: """
            The file has one JSON object a line: question, document (or a list of them), language, kind. Recall@5 is the share \
            of questions with one of their documents among the first five; MRR is the mean of 1 / (its place).

            With --data, KAYA_DATA or data in kaya.yaml that index is asked; else the documents in the questions' folder are \
            taken into an index of their own first, which is thrown away afterwards.

            EXAMPLES:
              kaya evaluate Examples/county/questions.jsonl
              kaya evaluate questions.jsonl --data /var/lib/kaya --floor-recall 0.95 --floor-mrr 0.85

            Below a floor the exit code is 1. \(ExitStatus.help)
            """)

    @Argument(help: ArgumentHelp("The questions, one JSON object a line.", valueName: "file"))
    var file: String

    @OptionGroup var options: ConfigurationOptions

    @Option(help: ArgumentHelp("The least recall@5, from 0 to 1.", valueName: "share"))
    var floorRecall: Double?

    @Option(help: ArgumentHelp("The least MRR, from 0 to 1.", valueName: "share"))
    var floorMrr: Double?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        for floor in [floorRecall, floorMrr].compactMap(\.self) where !(0...1).contains(floor) {
            throw ValidationError("A floor is a share from 0 to 1.")
        }
    }

    func run() async throws {
        let configuration = try options.load()
        do {
            let questions = try EvaluationQuestion.questions(jsonLines: try text())
            guard !questions.isEmpty else { throw KnowledgeError(.malformedQuestions, "\(file) has no questions.") }
            let evaluation = try await evaluate(questions, configuration)
            let summary = EvaluationSummary(evaluation)
            Console.output.line(json ? try JSONText.encode(summary) : summary.text)
            try hold(evaluation.total)
        } catch let error as KnowledgeError {
            Console.error.line("kaya: \(error.message)")
            throw ExitStatus.failure
        }
    }

    private func text() throws -> String {
        do {
            return try String(contentsOfFile: file, encoding: .utf8)
        } catch {
            throw KnowledgeError(.malformedQuestions, "\(file) cannot be read.", cause: error)
        }
    }

    private func evaluate(
        _ questions: [EvaluationQuestion], _ configuration: KayaConfiguration
    ) async throws -> Evaluation {
        guard !configuration.settings.isSet(.data) else {
            guard let index = try KnowledgeFile.openExisting(configuration.knowledge) else {
                throw KnowledgeError(
                    .indexUnusable, "There is no index in \(configuration.knowledge.folder); make one with kaya ingest."
                )
            }
            return try await Evaluation(questions, on: index)
        }
        return try await TemporaryIndex.with(documents: URL(fileURLWithPath: file).deletingLastPathComponent().path) {
            try await Evaluation(questions, on: $0)
        }
    }

    private func hold(_ score: Evaluation.Score) throws {
        var isBelow = false
        if let floorRecall, score.recallAt5 < floorRecall {
            Console.error.line("kaya: recall@5 is below \(floorRecall)")
            isBelow = true
        }
        if let floorMrr, score.meanReciprocalRank < floorMrr {
            Console.error.line("kaya: MRR is below \(floorMrr)")
            isBelow = true
        }
        if isBelow { throw ExitStatus.failure }
    }
}

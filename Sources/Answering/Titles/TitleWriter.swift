package import Dialogue
internal import Knowledge
package import LanguageModels
package import Logging
internal import Synchronization

/// Asks a model for the title of a conversation, given its first question.
///
/// Nobody waits for a title. A model that fails, takes too long or says nothing that can be one leaves the conversation
/// the title it has. No more than `maximumConcurrent` titles are written at once; what comes beyond goes without.
package final class TitleWriter: Sendable {
    private let model: any LanguageModel
    private let timeout: Duration
    private let maximumConcurrent: Int
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let running = Atomic(0)

    /// - Parameters:
    ///   - model: Who is asked; it should be one that writes, not one that quotes.
    ///   - timeout: How long a title may take. Default 10 s.
    ///   - maximumConcurrent: How many titles are written at once. Default 4.
    package init(
        model: any LanguageModel, timeout: Duration = .seconds(10), maximumConcurrent: Int = 4,
        clock: any Clock<Duration>, logger: Logger
    ) {
        self.model = model
        self.timeout = timeout
        self.maximumConcurrent = maximumConcurrent
        self.clock = clock
        self.logger = logger
    }

    /// A title for the conversation that a question began; `nil` when there is none to be had.
    package func title(for question: String, language: Language) async -> String? {
        guard running.add(1, ordering: .acquiringAndReleasing).newValue <= maximumConcurrent else {
            running.subtract(1, ordering: .acquiringAndReleasing)
            return nil
        }
        defer { running.subtract(1, ordering: .acquiringAndReleasing) }
        do {
            return TitleText.title(in: try await written(Self.prompt(for: question, language: language)))
        } catch {
            logger.debug("A conversation keeps its question's words as title", metadata: ["model.error": "\(error)"])
            return nil
        }
    }

    private func written(_ prompt: Prompt) async throws -> String {
        try await withTimeLimit(timeout, on: clock) { [model] in
            let text = Mutex("")
            _ = try await model.complete(prompt) { event in
                if case .delta(let delta) = event { text.withLock { $0 += delta.text } }
            }
            return text.withLock { $0 }
        }
    }

    /// The question stands between tags, so that it is not taken for something to do.
    private static func prompt(for question: String, language: Language) -> Prompt {
        let guess = LanguageGuess.language(of: question)?.rawValue ?? language.rawValue
        let material = "<question>\n\(question.prefix(1_000))\n</question>"
        return Prompt(
            messages: [
                Prompt.Message(role: .system, text: Instructions.inLanguage(guess).title),
                Prompt.Message(role: .user, text: material),
            ],
            question: question, language: guess, maximumAnswerTokens: 24)
    }
}

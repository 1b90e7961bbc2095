package import Dialogue
package import Knowledge
package import LanguageModels
package import Logging

/// Answers one question: looks things up, composes the prompt, lets the model write, and tells it all as events.
///
/// ```
/// question ─ knowledge.search ─▶ passages ─▶ sources
///          └ composer.compose ─▶ prompt ─ model.complete ─▶ deltas
/// ```
///
/// It knows nothing of connections, logs or stores.
package final class Answerer: Sendable {
    private let knowledge: any KnowledgeIndex
    private let composer: PromptComposer
    private let model: any LanguageModel
    private let configuration: AnsweringConfiguration
    private let cache: (any AnswerCache)?
    private let clock: any Clock<Duration>
    private let logger: Logger

    package init(
        knowledge: any KnowledgeIndex,
        composer: PromptComposer,
        model: any LanguageModel,
        configuration: AnsweringConfiguration,
        cache: (any AnswerCache)? = nil,
        clock: any Clock<Duration>,
        logger: Logger
    ) {
        self.knowledge = knowledge
        self.composer = composer
        self.model = model
        self.configuration = configuration
        self.cache = cache
        self.clock = clock
        self.logger = logger
    }

    /// Answers `request`, telling what happens through `emit`, in order and never concurrently.
    ///
    /// `emit` is called synchronously where the model's bytes arrive, so it must be cheap. The terminal event is the
    /// caller's: it knows when the answer is stored.
    /// - Throws: ``Problem`` when the answer failed, after what text there was; `CancellationError` when cancelled.
    package func answer(
        _ request: AnswerRequest,
        emit: @escaping @Sendable (TurnEvent) -> Void
    ) async throws -> Answer {
        if cache != nil, request.mayBeCached { return try await keptAnswer(request, emit: emit) }
        return try await written(request, emit: emit)
    }

    /// An answer that was given before, or a new one with the key to keep it under. Apart, so that where nothing is kept
    /// nothing of it is carried along.
    @inline(never)
    private func keptAnswer(
        _ request: AnswerRequest, emit: @escaping @Sendable (TurnEvent) -> Void
    ) async throws -> Answer {
        let key = await key(of: request)
        if let key, let answer = await cached(key, emit: emit) { return answer }
        var answer = try await written(request, emit: emit)
        answer.key = key
        return answer
    }

    @inline(never)
    private func written(
        _ request: AnswerRequest, emit: @escaping @Sendable (TurnEvent) -> Void
    ) async throws -> Answer {
        let tracing = request.isTraced ? AnswerTracing(clock: clock, emit: emit) : nil
        let passages = try await passages(for: request, tracing, emit: emit)
        let prompt = prompt(for: request, passages, tracing, emit: emit)
        let narrator = ModelNarrator(tracing, emit: emit)
        do {
            return Answer(try await model.complete(prompt, into: Delivery { narrator.narrate($0) }))
        } catch {
            throw seen(error)
        }
    }

    /// The key of a question whose answer may be kept; `nil` where none is.
    private func key(of request: AnswerRequest) async -> AnswerKey? {
        guard cache != nil, request.mayBeCached, request.history.isEmpty, request.continuing == nil,
            let model = configuration.model
        else { return nil }
        do {
            return AnswerKey(
                question: request.question, knowledge: try await knowledge.version(), model: model,
                language: LanguageGuess.language(of: request.question)?.rawValue ?? request.language.rawValue,
                style: request.style)
        } catch {
            return nil
        }
    }

    /// Gives an earlier answer again, in the events it would have come in.
    private func cached(_ key: AnswerKey, emit: (TurnEvent) -> Void) async -> Answer? {
        guard let answer = await cache?.answer(key) else { return nil }
        if !answer.sources.isEmpty { emit(.sources(answer.sources)) }
        emit(.delta(answer.text))
        return Answer(finish: .stop, cachedAt: answer.answeredAt)
    }

    @inline(never)
    private func seen(_ error: any Error) -> any Error {
        guard let error = error as? ModelError else { return error }
        logger.warning("A model failed", metadata: ["model.error": "\(error)"])
        return Problem(error)
    }

    @inline(never)
    private func prompt(
        for request: AnswerRequest, _ passages: [Passage], _ tracing: AnswerTracing?, emit: (TurnEvent) -> Void
    ) -> Prompt {
        let language = LanguageGuess.language(of: request.question)?.rawValue ?? request.language.rawValue
        var history = request.history
        var question = request.question
        if let continuing = request.continuing {
            history += [Message(role: .user, text: question), Message(role: .assistant, text: continuing)]
            question = Instructions.inLanguage(language).continuation
        }
        let prompt = composer.compose(
            question: question,
            history: history.map { Prompt.Message(role: $0.role == .user ? .user : .assistant, text: $0.text) },
            passages: passages,
            language: language,
            style: request.style)
        if !prompt.excerpts.isEmpty {
            emit(.sources(prompt.excerpts.map { Source($0, among: passages) }))
        }
        tracing?.tell(
            .prompted(
                tokens: TokenEstimate.tokens(in: prompt.messages), passages: prompt.excerpts.count,
                history: prompt.messages.count - 2))
        return prompt
    }

    private func passages(
        for request: AnswerRequest,
        _ tracing: AnswerTracing?,
        emit: @Sendable (TurnEvent) -> Void
    ) async throws -> [Passage] {
        guard !(knowledge is NoKnowledge) else { return [] }
        emit(.status(.retrieving))
        let start = tracing?.elapsed ?? .zero
        do {
            let passages = try await search(request.question)
            if let tracing { tracing.tell(.retrieved(duration: tracing.elapsed - start, passages: passages.count)) }
            if passages.isEmpty { emit(.notice(Notice(.nothingFound))) }
            return passages
        } catch {
            if Task.isCancelled { throw CancellationError() }
            logger.warning("Retrieval failed; the answer does without", metadata: ["error": "\(error)"])
            emit(.notice(Notice(.retrievalFailed)))
            return []
        }
    }

    private func search(_ question: String) async throws -> [Passage] {
        let language = LanguageGuess.language(of: question)?.rawValue
        return try await withTimeLimit(configuration.retrievalTimeout, on: clock) { [self] in
            try await knowledge.search(question, language: language, limit: configuration.maximumPassages).passages
        }
    }
}

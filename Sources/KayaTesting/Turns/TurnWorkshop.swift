package import Answering
package import Archive
package import Diagnostics
package import Dialogue
package import Knowledge
internal import LiveStreams
package import Logging
package import Turns

/// Turns that run for one test: a model in the test's hands, clocks that it moves, and everything between for real.
package struct TurnWorkshop: Sendable {
    /// What a workshop is made of, for a test to change.
    package struct Setup: Sendable {
        package var turns = TurnsConfiguration()
        package var answering = AnsweringConfiguration()
        package var archive: any TurnArchive = InMemoryTurnArchive(capacity: 100)
        /// Where turns of conversations are kept; without it no conversation is.
        package var conversations: (any ConversationArchive)?
        /// Whether the model is asked for titles of conversations.
        package var writesTitles = false
        package var knowledge: any KnowledgeIndex = NoKnowledge()
        package var logger = CapturedLog().logger

        package init() {}
    }

    package let model = DirectedModel()
    /// The clock turns live by.
    package let clock = ManualClock()
    /// The clock that looking things up is timed by.
    package let retrievalClock = ManualClock()
    /// The clock that running turns are saved by.
    package let savingClock = ManualClock()
    package let registry = MetricsRegistry()
    package let conversations: (any ConversationArchive)?
    package let intake: TurnIntake
    package let runner: TurnRunner

    package init(_ setup: Setup = Setup()) {
        let turnClock = TurnClock(clock)
        let archive: any TurnArchive =
            setup.conversations.map { DividedTurnArchive(passing: setup.archive, kept: $0) } ?? setup.archive
        conversations = setup.conversations
        intake = TurnIntake(
            configuration: setup.turns, archive: archive, clock: turnClock,
            makeID: {
                var generator = SystemRandomNumberGenerator()
                return .random(using: &generator)
            },
            logger: setup.logger)
        let answerer = Answerer(
            knowledge: setup.knowledge, composer: PromptComposer(), model: model, configuration: setup.answering,
            clock: retrievalClock, logger: setup.logger)
        let saver = setup.conversations.map { [intake, savingClock] in
            TurnSaver(archive: $0, intake: intake, clock: TurnClock(savingClock), logger: setup.logger)
        }
        let naming = (setup.writesTitles ? setup.conversations : nil).map { [model, retrievalClock] in
            ConversationNaming(
                archive: $0, writer: TitleWriter(model: model, clock: retrievalClock, logger: setup.logger),
                logger: setup.logger)
        }
        runner = TurnRunner(
            intake: intake, answerer: answerer, archive: archive, saver: saver, naming: naming, clock: turnClock,
            metrics: TurnMetrics(registry: registry, intake: intake), logger: setup.logger)
    }

    /// Runs turns for as long as `body` runs.
    package static func run<Value: Sendable>(
        _ configure: (inout Setup) -> Void = { _ in },
        _ body: (TurnWorkshop) async throws -> Value
    ) async throws -> Value {
        var setup = Setup()
        configure(&setup)
        let workshop = TurnWorkshop(setup)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await workshop.runner.run() }
            defer { group.cancelAll() }
            return try await body(workshop)
        }
    }

    /// Lets whole seconds pass; every sweep that falls into them is over when this returns.
    package func pass(seconds: Int) async {
        for _ in 0..<seconds {
            await clock.sleepers(atLeast: 1)
            clock.advance(by: .seconds(1))
        }
        await clock.sleepers(atLeast: 1)
    }
}

extension NewTurn {
    /// A question for tests.
    package static func asking(
        _ question: String = "Ich möchte mein KFZ zulassen", by visitor: UInt64 = 1, requestID: String? = nil
    ) -> NewTurn {
        NewTurn(question: question, visitor: Visitor(key: visitor), requestID: requestID)
    }
}

extension LiveTurn {
    /// Waits for the turn's last event, as a reader would.
    package func end() async throws -> TurnEvent? {
        try await stream.follow(after: 0) { _ in }
        return stream.slice(after: 0).events.last
    }
}

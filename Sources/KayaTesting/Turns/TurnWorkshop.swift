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
        package var knowledge: any KnowledgeIndex = NoKnowledge()
        package var logger = CapturedLog().logger

        package init() {}
    }

    package let model = DirectedModel()
    /// The clock turns live by.
    package let clock = ManualClock()
    /// The clock that looking things up is timed by.
    package let retrievalClock = ManualClock()
    package let registry = MetricsRegistry()
    package let intake: TurnIntake
    package let runner: TurnRunner

    package init(_ setup: Setup = Setup()) {
        let turnClock = TurnClock(clock)
        intake = TurnIntake(
            configuration: setup.turns, archive: setup.archive, clock: turnClock,
            makeID: {
                var generator = SystemRandomNumberGenerator()
                return .random(using: &generator)
            },
            logger: setup.logger)
        let answerer = Answerer(
            knowledge: setup.knowledge, composer: PromptComposer(), model: model, configuration: setup.answering,
            clock: retrievalClock, logger: setup.logger)
        runner = TurnRunner(
            intake: intake, answerer: answerer, archive: setup.archive, clock: turnClock,
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

package import Answering
package import Archive
internal import Dialogue
internal import LiveStreams
package import Logging
internal import ServiceLifecycle

/// Runs admitted turns, each as one child task, so that they outlive the connection that asked.
///
/// A turn ends exactly once: with what the answerer said, or because it was stopped. What became of it is archived
/// before its last event is sent.
package final class TurnRunner: Service {
    private let intake: TurnIntake
    private let answerer: Answerer
    private let archive: any TurnArchive
    private let clock: TurnClock
    private let metrics: TurnMetrics
    private let logger: Logger

    package init(
        intake: TurnIntake,
        answerer: Answerer,
        archive: any TurnArchive,
        clock: TurnClock,
        metrics: TurnMetrics,
        logger: Logger
    ) {
        self.intake = intake
        self.answerer = answerer
        self.archive = archive
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
    }

    /// Runs turns until shutdown has begun and the last of them has ended.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.sweepEverySecond() }
                group.addTask {
                    await withDiscardingTaskGroup { turns in
                        for await turn in self.intake.admitted { turns.addTask { await self.run(turn) } }
                    }
                }
                // The sweeper never ends by itself; the turns end when the intake is drained.
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            self.intake.drain()
        }
    }

    private func sweepEverySecond() async {
        do {
            while true {
                try await clock.sleep(.seconds(1))
                intake.sweep()
            }
        } catch {
            // Cancelled: there is nothing left to sweep for.
        }
    }

    private func run(_ turn: LiveTurn) async {
        let record = TurnRecord(turn, await ending(of: turn))
        // What was stopped is stored all the same: awaited here, in a task that is not cancelled.
        if Task.isCancelled { await Task { await finish(turn, record) }.value } else { await finish(turn, record) }
    }

    private func finish(_ turn: LiveTurn, _ record: TurnRecord) async {
        do {
            try await archive.finish(turn.id, sources: record.sources, state: record.state)
        } catch {
            logger.error(
                "A finished turn could not be archived",
                metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
        }
        end(turn, record)
    }

    @inline(never)
    private func end(_ turn: LiveTurn, _ record: TurnRecord) {
        turn.stream.end(with: record.event)
        intake.ended(turn, isReusable: record.ending.isReusable)
        metrics.turnEnded(record.ending, duration: clock.now() - turn.acceptedAt)
    }

    private func ending(of turn: LiveTurn) async -> TurnEnding {
        // A turn that was stopped while it waited asks no model.
        if let reason = turn.stopSignal.reason { return .stopped(reason) }
        let ending = await turn.stopSignal.run { await answer(turn) }
        // There is neither only when the runner itself is cancelled.
        return turn.stopSignal.reason.map(TurnEnding.stopped) ?? ending ?? .stopped(.shutdown)
    }

    private func answer(_ turn: LiveTurn) async -> TurnEnding? {
        let recorder = TurnRecorder(turn, clock: clock, metrics: metrics)
        do {
            return .answered(try await answerer.answer(AnswerRequest(turn.request)) { recorder.record($0) })
        } catch {
            return ending(of: turn, after: error, isCancelled: Task.isCancelled)
        }
    }

    @inline(never)
    private func ending(of turn: LiveTurn, after error: any Error, isCancelled: Bool) -> TurnEnding? {
        if let problem = error as? Problem { return .failed(problem) }
        if error is CancellationError, isCancelled { return nil }
        logger.error(
            "An answer failed in an unexpected way",
            metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
        return .failed(Problem(.internal))
    }
}

extension AnswerRequest {
    fileprivate init(_ turn: NewTurn) {
        self.init(question: turn.question, history: turn.history, language: turn.language)
    }
}

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
    let answerer: Answerer
    let sharing: AnswerSharing?
    private let archive: any TurnArchive
    private let saver: TurnSaver?
    private let cache: (any AnswerCache)?
    private let naming: ConversationNaming?
    private let clock: TurnClock
    private let metrics: TurnMetrics
    let logger: Logger

    package init(
        intake: TurnIntake,
        answerer: Answerer,
        archive: any TurnArchive,
        saver: TurnSaver? = nil,
        cache: (any AnswerCache)? = nil,
        naming: ConversationNaming? = nil,
        clock: TurnClock,
        metrics: TurnMetrics,
        logger: Logger
    ) {
        self.intake = intake
        self.answerer = answerer
        sharing = intake.sharesEqualQuestions ? AnswerSharing(capacity: intake.maximumEvents) : nil
        self.archive = archive
        self.saver = saver
        self.cache = cache
        self.naming = naming
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
    }

    /// Runs turns until shutdown has begun and the last of them has ended.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.sweepEverySecond() }
                if let saver = self.saver { group.addTask { await saver.run() } }
                if let sharing = self.sharing {
                    group.addTask {
                        await withDiscardingTaskGroup { answers in
                            for await answer in sharing.begun { answers.addTask { await self.run(answer) } }
                        }
                    }
                }
                group.addTask {
                    await withDiscardingTaskGroup { turns in
                        for await turn in self.intake.admitted { turns.addTask { await self.run(turn) } }
                    }
                }
                // The others never end by themselves; the turns end when the intake is drained.
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
        let record = TurnRecord(turn, await ending(of: turn), at: intake.wallTime())
        // What was stopped is stored all the same: awaited here, in a task that is not cancelled.
        if Task.isCancelled { await Task { await finish(turn, record) }.value } else { await finish(turn, record) }
        if let naming, turn.request.place != nil, !intake.isDraining {
            // Nobody waits for a title, and shutdown least of all.
            await cancelWhenGracefulShutdown { await naming.turnEnded(turn, record.ending) }
        }
    }

    private func finish(_ turn: LiveTurn, _ record: TurnRecord) async {
        do {
            try await archive.finish(
                turn.id, in: turn.request.place, sources: record.sources, state: record.state)
        } catch {
            notSaved(turn, record, error)
        }
        end(turn, record)
        if let cache, let (answer, key) = record.cacheable {
            await cache.keep(answer, for: key, turn: turn.id, isStored: turn.request.place != nil)
        }
    }

    /// An ending that cannot be stored now is told to who reads, and stored later.
    @inline(never)
    private func notSaved(_ turn: LiveTurn, _ record: TurnRecord, _ error: any Error) {
        logger.error(
            "A finished turn could not be archived", metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
        turn.stream.append(.notice(Notice(.notSaved)))
        saver?.keep(
            PendingEndings.Ending(
                id: turn.id, place: turn.request.place, sources: record.sources, state: record.state))
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
            if turn.request.place != nil { return .answered(try await sharedAnswer(turn, recorder)) }
            return .answered(try await answerer.answer(AnswerRequest(turn.request)) { recorder.record($0) })
        } catch {
            return ending(of: turn, after: error, isCancelled: Task.isCancelled)
        }
    }

    /// The answer of a turn that may share it. Apart, so that a turn outside every conversation carries none of it along.
    @inline(never)
    private func sharedAnswer(_ turn: LiveTurn, _ recorder: TurnRecorder) async throws -> Answer {
        let request = AnswerRequest(turn.request)
        guard let shared = sharing?.join(turn.request, request) else {
            return try await answerer.answer(request) { recorder.record($0) }
        }
        return try await follow(shared) { recorder.record($0) }
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
        self.init(
            question: turn.question, history: turn.history, language: turn.language, style: turn.style,
            continuing: turn.continued, mayBeCached: turn.place?.relation == nil, isTraced: turn.isTraced)
    }
}

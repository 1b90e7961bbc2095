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
package struct TurnRunner: Service {
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
                group.addTask { await sweepEverySecond() }
                group.addTask {
                    await withDiscardingTaskGroup { turns in
                        for await turn in intake.admitted { turns.addTask { await run(turn) } }
                    }
                }
                // The sweeper never ends by itself; the turns end when the intake is drained.
                await group.next()
                group.cancelAll()
            }
        } onGracefulShutdown: {
            intake.drain()
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
        let ending = await ending(of: turn)
        let transcript = TurnTranscript(turn.stream.slice(after: 0).events)
        let (state, event) = ending.record(transcript)
        do {
            try await archive.finish(turn.id, sources: transcript.sources, state: state)
        } catch {
            logger.error(
                "A finished turn could not be archived",
                metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
        }
        turn.stream.end(with: event)
        intake.ended(turn, isReusable: ending.isReusable)
        metrics.turnEnded(ending, duration: clock.now() - turn.acceptedAt)
    }

    private func ending(of turn: LiveTurn) async -> TurnEnding {
        // A turn that was stopped while it waited asks no model.
        if turn.stopSignal.isRaised, let reason = await turn.stopSignal.wait() { return .stopped(reason) }
        return await withTaskGroup(of: TurnEnding?.self) { group in
            group.addTask { await answer(turn) }
            group.addTask { await turn.stopSignal.wait().map(TurnEnding.stopped) }
            var ending: TurnEnding?
            while ending == nil, let next = await group.next() { ending = next }
            group.cancelAll()
            // Both children end without an ending only when the runner itself is cancelled.
            return ending ?? .stopped(.shutdown)
        }
    }

    private func answer(_ turn: LiveTurn) async -> TurnEnding? {
        let stream = turn.stream
        let firstText = FirstOccurrence()
        let request = turn.request
        do {
            let answer = try await answerer.answer(
                AnswerRequest(question: request.question, history: request.history, language: request.language)
            ) { event in
                if case .delta = event, firstText.occurs() {
                    metrics.firstText(after: clock.now() - turn.acceptedAt)
                }
                if case .full = stream.append(event) { turn.stopSignal.raise(.overlong) }
            }
            return .answered(answer)
        } catch let problem as Problem {
            return .failed(problem)
        } catch is CancellationError where Task.isCancelled {
            return nil
        } catch {
            logger.error(
                "An answer failed in an unexpected way",
                metadata: ["turn.id": "\(turn.id)", "error": "\(error)"])
            return .failed(Problem(.internal))
        }
    }
}

package import Archive
package import Dialogue
internal import LiveStreams
package import Logging
internal import Synchronization

/// Where questions become turns, and where turns are found, stopped and forgotten.
///
/// A turn is in the archive before anybody hears of it. Bounds: ``TurnsConfiguration``; beyond them a question is
/// refused with a ``Problem`` that says when to come back.
package final class TurnIntake: Sendable {
    /// A question's turn, and whether it was begun for it.
    package struct Receipt: Sendable {
        package let turn: LiveTurn
        /// `false` when the question joined a turn that was there.
        package let isNew: Bool
    }

    private let directory: Mutex<TurnDirectory>
    private let archive: any TurnArchive
    private let clock: TurnClock
    private let makeID: @Sendable () -> TurnID
    private let logger: Logger
    /// Admitted turns on their way to the runner: never more than may run at once, and the stopped ones of the queue.
    let admitted: AsyncStream<LiveTurn>
    private let admit: AsyncStream<LiveTurn>.Continuation

    package init(
        configuration: TurnsConfiguration,
        archive: any TurnArchive,
        clock: TurnClock,
        makeID: @escaping @Sendable () -> TurnID,
        logger: Logger
    ) {
        directory = Mutex(TurnDirectory(configuration: configuration))
        self.archive = archive
        self.clock = clock
        self.makeID = makeID
        self.logger = logger
        // Bound: `maximumRunning`; the directory admits no more, so the buffer needs no bound of its own.
        (admitted, admit) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// Begins the turn of a question, or finds the one it has already.
    ///
    /// - Throws: ``Problem`` with `overloaded`, `draining` or `duplicate-request`; `internal` when the archive failed.
    package func accept(_ request: NewTurn) async throws(Problem) -> Receipt {
        let id = makeID()
        let now = clock.now()
        switch directory.withLock({ $0.admit(request, id: id, now: now) }) {
        case .join(let turn):
            return Receipt(turn: turn, isNew: false)
        case .refuse(let problem):
            throw problem
        case .start(let turn):
            guard await begin(turn) else {
                ended(turn, isReusable: false)
                throw Problem(.internal)
            }
            admit.yield(turn)
            return Receipt(turn: turn, isNew: true)
        case .queue(let turn):
            guard await begin(turn) else {
                let now = clock.now()
                let isDrained = directory.withLock { directory in
                    directory.dropReservation(turn.id, now: now)
                    return directory.isDrained
                }
                if isDrained { admit.finish() }
                throw Problem(.internal)
            }
            turn.stream.append(.status(.queued))
            if directory.withLock({ $0.enqueue(turn) }) { admit.yield(turn) }
            return Receipt(turn: turn, isNew: true)
        }
    }

    private func begin(_ turn: LiveTurn) async -> Bool {
        do {
            try await archive.begin(StoredTurn(id: turn.id, question: turn.request.question))
            turn.stream.append(.started)
            return true
        } catch {
            fail(turn, error)
            return false
        }
    }

    @inline(never)
    private func fail(_ turn: LiveTurn, _ error: any Error) {
        logger.error("A turn could not be archived", metadata: ["error": "\(error)"])
        turn.stream.end(with: .failed(Problem(.internal), partialText: ""))
    }

    /// The turn of this id while it lives or can be read again.
    package func turn(_ id: TurnID) -> LiveTurn? {
        directory.withLock { $0.turn(id) }
    }

    /// What is stored of a turn whose log is gone.
    package func storedEvents(of id: TurnID) async throws -> StoredTurnEvents? {
        try await archive.turn(id).map(StoredTurnEvents.init)
    }

    /// The turn this visitor's same question began a moment ago, if there is one.
    package func recentTurn(of request: NewTurn) -> LiveTurn? {
        let now = clock.now()
        return directory.withLock { $0.recentTurn(of: request, now: now) }
    }

    /// Stops a turn, or this visitor's reading of it where others share it. Idempotent; unknown ids do nothing.
    package func stop(_ id: TurnID, by visitor: Visitor) {
        switch directory.withLock({ $0.stop(id, by: visitor) }) {
        case .turn(let turn): stop(turn, reason: .requested)
        case .reading(let turn): turn.depart(visitor)
        case .nothing: break
        }
    }

    private func stop(_ turn: LiveTurn, reason: StopReason) {
        turn.stopSignal.raise(reason)
        if directory.withLock({ $0.withdraw(turn.id) }) { admit.yield(turn) }
    }

    /// A turn's last event is in its log.
    ///
    /// - Parameter isReusable: Whether the same question asked again a moment later may be answered by this turn.
    func ended(_ turn: LiveTurn, isReusable: Bool) {
        let now = clock.now()
        let (next, isDrained) = directory.withLock { directory in
            let next = directory.turnEnded(turn.id, isReusable: isReusable, now: now)
            return (next, directory.isDrained)
        }
        if let next { admit.yield(next) }
        if isDrained { admit.finish() }
    }

    /// Stops what nobody reads any more and forgets what is too old. Called about once a second.
    func sweep() {
        let now = clock.now()
        for stop in directory.withLock({ $0.sweep(now: now) }) { self.stop(stop.turn, reason: stop.reason) }
    }

    /// Refuses new questions from here on and lets the running turns finish within the drain timeout.
    package func drain() {
        let now = clock.now()
        let isDrained = directory.withLock { directory in
            directory.drain(now: now)
            return directory.isDrained
        }
        if isDrained { admit.finish() }
    }

    /// Whether new questions are refused because the server is shutting down.
    package var isDraining: Bool { directory.withLock { $0.drainsSince != nil } }
    /// How many turns run.
    package var runningCount: Int { directory.withLock { $0.runningCount } }
    /// How many turns wait for a place.
    package var queuedCount: Int { directory.withLock { $0.queuedCount } }
}

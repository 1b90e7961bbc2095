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
    /// Which turns of conversations run, for whoever wants to watch their own.
    package let running = RunningTurns()
    let pendingEndings = PendingEndings()
    let sharesEqualQuestions: Bool
    let maximumEvents: Int
    private let archive: any TurnArchive
    private let clock: TurnClock
    private let makeID: @Sendable () -> TurnID
    let wallTime: @Sendable () -> Timestamp
    private let logger: Logger
    /// Admitted turns on their way to the runner: never more than may run at once, and the stopped ones of the queue.
    let admitted: AsyncStream<LiveTurn>
    private let admit: AsyncStream<LiveTurn>.Continuation

    package init(
        configuration: TurnsConfiguration,
        archive: any TurnArchive,
        clock: TurnClock,
        makeID: @escaping @Sendable () -> TurnID,
        wallTime: @escaping @Sendable () -> Timestamp = { Timestamp(milliseconds: 0) },
        logger: Logger
    ) {
        sharesEqualQuestions = configuration.sharesEqualQuestions
        maximumEvents = configuration.maximumEvents
        directory = Mutex(TurnDirectory(configuration: configuration))
        self.archive = archive
        self.clock = clock
        self.makeID = makeID
        self.wallTime = wallTime
        self.logger = logger
        // Bound: `maximumRunning`; the directory admits no more, so the buffer needs no bound of its own.
        (admitted, admit) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// Begins the turn of a question, or finds the one it has already.
    ///
    /// - Throws: ``Problem`` with `overloaded`, `draining` or `duplicate-request`; `not-found` when the conversation is
    ///   none of the asker's; `storage-unavailable` when the question cannot be kept at the moment.
    package func accept(_ request: NewTurn) async throws(Problem) -> Receipt {
        let id = makeID()
        let now = clock.now()
        switch directory.withLock({ $0.admit(request, id: id, now: now) }) {
        case .join(let turn):
            try await waitUntilBegun(turn)
            return Receipt(turn: turn, isNew: false)
        case .refuse(let problem):
            throw problem
        case .start(let turn):
            if let problem = await begin(turn) {
                admitNext { $0.dropStart(turn.id) }
                throw problem
            }
            admit.yield(turn)
            return Receipt(turn: turn, isNew: true)
        case .queue(let turn):
            if let problem = await begin(turn) {
                admitNext { directory in
                    directory.dropReservation(turn.id)
                    return nil
                }
                throw problem
            }
            turn.stream.append(.status(.queued))
            if directory.withLock({ $0.enqueue(turn) }) { admit.yield(turn) }
            return Receipt(turn: turn, isNew: true)
        }
    }

    /// Whoever joins a turn hears of it, so it must be in the archive by then.
    private func waitUntilBegun(_ turn: LiveTurn) async throws(Problem) {
        do {
            if turn.stream.lastSequence == 0 { try await turn.stream.firstEvent() }
        } catch {
            // Cancelled: there is nobody to tell.
            throw Problem(.producerLost, retryAfter: 5)
        }
        // One that has begun says so before it fails.
        if case .failed(let problem, _) = turn.stream.slice(after: 0).events.first { throw problem }
    }

    /// - Returns: Why the turn cannot begin; `nil` when it has.
    private func begin(_ turn: LiveTurn) async -> Problem? {
        do {
            try await archive.begin(stored(turn))
            turn.stream.append(.started)
            running.began(turn)
            return nil
        } catch {
            return fail(turn, error)
        }
    }

    @inline(never)
    private func stored(_ turn: LiveTurn) -> StoredTurn {
        StoredTurn(
            id: turn.id, question: turn.request.question, place: turn.request.place,
            requestID: turn.request.requestID, askedAt: wallTime())
    }

    @inline(never)
    private func fail(_ turn: LiveTurn, _ error: any Error) -> Problem {
        let problem: Problem
        switch (error as? ArchiveError)?.code {
        case .unknownConversation: problem = Problem(.notFound)
        case .duplicateRequest: problem = Problem(.duplicateRequest)
        case .unavailable: problem = Problem(.storageUnavailable, retryAfter: 5)
        case .newerSchema, .unusable, nil: problem = Problem(.internal)
        }
        if problem.code.status >= 500 {
            logger.error("A turn could not be archived", metadata: ["error": "\(error)"])
        }
        turn.stream.end(with: .failed(problem, partialText: ""))
        return problem
    }

    /// The turn of this id while it lives or can be read again. One in a conversation is there for its owner alone.
    package func turn(_ id: TurnID, for owner: Owner?) -> LiveTurn? {
        guard let turn = directory.withLock({ $0.turn(id) }), turn.isReadable(by: owner) else { return nil }
        return turn
    }

    /// What is stored of a turn whose log is gone.
    package func storedEvents(of id: TurnID, for owner: Owner?) async throws -> StoredTurnEvents? {
        try await archive.turn(id, for: owner).map { StoredTurnEvents(pendingEndings.completed($0)) }
    }

    /// The turns of conversations that have not ended.
    package var unendedKeptTurns: [LiveTurn] { directory.withLock { $0.unendedKeptTurns } }

    /// The turn this visitor's same question began a moment ago, if there is one.
    package func recentTurn(of request: NewTurn) -> LiveTurn? {
        let now = clock.now()
        return directory.withLock { $0.recentTurn(of: request, now: now) }
    }

    /// Stops a turn, or this visitor's reading of it where others share it. Idempotent; ids that are unknown, or of a
    /// conversation of somebody else, do nothing.
    package func stop(_ id: TurnID, by visitor: Visitor, owner: Owner?) {
        guard turn(id, for: owner) != nil else { return }
        let stopped = directory.withLock { directory in
            let stopped = directory.stop(id, by: visitor)
            // Before the same visitor can ask again, and read on.
            if case .reading(let turn) = stopped { turn.depart(visitor) }
            return stopped
        }
        if case .turn(let turn) = stopped { stop(turn, reason: .requested) }
    }

    private func stop(_ turn: LiveTurn, reason: StopReason) {
        turn.stopSignal.raise(reason)
        if directory.withLock({ $0.withdraw(turn.id) }) { admit.yield(turn) }
    }

    /// Forgets the kept turns of certain places: their logs cannot be read any more, and those that run are stopped.
    package func discardTurns(where isGone: (TurnPlace) -> Bool) {
        for turn in directory.withLock({ $0.discard(where: isGone) }) {
            turn.markDiscarded()
            stop(turn, reason: .requested)
        }
    }

    /// A turn's last event is in its log.
    ///
    /// - Parameter isReusable: Whether the same question asked again a moment later may be answered by this turn.
    func ended(_ turn: LiveTurn, isReusable: Bool) {
        running.ended(turn)
        let now = clock.now()
        admitNext { $0.turnEnded(turn.id, isReusable: isReusable, now: now) }
    }

    /// Changes the directory, and lets the turn run that has a place now.
    private func admitNext(_ change: (inout TurnDirectory) -> LiveTurn?) {
        let (next, isDrained) = directory.withLock { directory in
            let next = change(&directory)
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
        running.close()
    }

    /// Whether new questions are refused because the server is shutting down.
    package var isDraining: Bool { directory.withLock { $0.drainsSince != nil } }
    /// How many turns run.
    package var runningCount: Int { directory.withLock { $0.runningCount } }
    /// How many turns wait for a place.
    package var queuedCount: Int { directory.withLock { $0.queuedCount } }
}

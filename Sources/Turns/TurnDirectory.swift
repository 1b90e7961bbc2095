internal import DequeModule
internal import Dialogue
internal import LiveStreams

/// Which turns there are, which of them run or wait, and which request belongs to which: the rules of admission.
///
/// Pure: told what happened and when, it says what to do. ``TurnIntake`` does it.
struct TurnDirectory: Sendable {
    /// What becomes of a new question.
    enum Admission: Sendable {
        /// A new turn that may run at once.
        case start(LiveTurn)
        /// A new turn that has to wait for a place; ``enqueue(_:)`` follows once it is archived.
        case queue(LiveTurn)
        /// The question has a turn already.
        case join(LiveTurn)
        case refuse(Problem)
    }

    private struct Entry {
        let turn: LiveTurn
        let key: QuestionKey
        /// Who asked and has not stopped reading; bounded by the requests that come while the turn runs.
        var visitors: Set<Visitor>
        /// Whether a second visitor ever asked for it.
        var hasBeenShared = false
        /// The names this turn's requests gave it; no more than `maximumRequestKeys` are remembered.
        var requestKeys: [RequestKey] = []
        var readerlessSince: Duration?
        /// How many readers there had been when the clock was last looked at.
        var readersSeen = 0
        var endedAt: Duration?
        /// Whether the same question asked again a moment later may be answered by this turn.
        var isReusable = true
    }

    private struct RequestKey: Hashable {
        let visitor: Visitor
        /// A name is one turn's within its conversation, or outside of all.
        let conversation: ConversationID?
        let requestID: String

        init?(_ request: NewTurn) {
            guard let requestID = request.requestID else { return nil }
            visitor = request.visitor
            conversation = request.place?.conversation
            self.requestID = requestID
        }
    }

    private static let maximumRequestKeys = 1_000
    private let configuration: TurnsConfiguration
    private var entries: [TurnID: Entry] = [:]
    private var turnsByRequest: [RequestKey: TurnID] = [:]
    private var turnsByQuestion: [QuestionKey: TurnID] = [:]
    /// The turns that run or wait. What looks at the clock looks at these only: there are many more that have ended.
    private var unended: Set<TurnID> = []
    /// How many of them each client has.
    private var unendedByClient: [UInt64: Int] = [:]
    private var rate: MinuteRate<UInt64>
    private var waiting: Deque<LiveTurn> = []
    /// Ended turns that can still be read, oldest first.
    private var ended: Deque<TurnID> = []
    private(set) var runningCount = 0
    /// Places of the queue promised to turns that are being archived.
    private var reservedCount = 0
    /// Turns that were stopped before they ran and are on their way to their end; they take no place.
    private var stoppedInQueue: Set<TurnID> = []
    private(set) var drainsSince: Duration?

    init(configuration: TurnsConfiguration) {
        self.configuration = configuration
        rate = MinuteRate(limit: configuration.maximumPerClientAndMinute)
    }

    var queuedCount: Int { waiting.count }
    var isIdle: Bool { runningCount == 0 && waiting.isEmpty && reservedCount == 0 && stoppedInQueue.isEmpty }

    /// Whether shutdown has begun and nothing runs or waits any more.
    var isDrained: Bool { drainsSince != nil && isIdle }

    /// The turn of this id, while it can be read.
    func turn(_ id: TurnID) -> LiveTurn? { entries[id]?.turn }

    /// The turns that have not ended and are kept in a conversation.
    var unendedKeptTurns: [LiveTurn] {
        unended.compactMap { turn($0) }.filter { $0.request.place != nil }
    }

    /// Whether this visitor asked this question within the duplicate window, so that a repetition is no new question.
    func recentTurn(of request: NewTurn, now: Duration) -> LiveTurn? {
        recentTurn(QuestionKey(request), of: request.visitor, now: now)
    }

    private func recentTurn(_ key: QuestionKey, of visitor: Visitor, now: Duration) -> LiveTurn? {
        guard let id = turnsByQuestion[key], let entry = entries[id],
            entry.visitors.contains(visitor), entry.isReusable, !entry.turn.stopSignal.isRaised,
            now - entry.turn.acceptedAt < configuration.duplicateWindow
        else { return nil }
        return entry.turn
    }

    /// Finds the place of a new question.
    mutating func admit(_ request: NewTurn, id: TurnID, now: Duration) -> Admission {
        let key = QuestionKey(request)
        if let requestKey = RequestKey(request) {
            if let existing = turnsByRequest[requestKey].flatMap({ entries[$0] }) {
                return existing.key.isSameRequest(as: key) ? .join(existing.turn) : .refuse(Problem(.duplicateRequest))
            }
        } else if let recent = recentTurn(key, of: request.visitor, now: now) {
            return .join(recent)
        }
        if let shared = sharedTurn(key, request: request) { return .join(shared) }
        if drainsSince != nil { return .refuse(Problem(.draining, retryAfter: 5)) }
        if let wait = request.client.flatMap({ wait(of: $0, now: now) }) {
            return .refuse(Problem(.rateLimited, retryAfter: wait))
        }
        let turn = LiveTurn(id: id, request: request, capacity: configuration.maximumEvents, acceptedAt: now)
        if runningCount < configuration.maximumRunning {
            runningCount += 1
            insert(turn, key: key, now: now)
            return .start(turn)
        }
        guard waiting.count + reservedCount < configuration.maximumQueued else {
            return .refuse(Problem(.overloaded, retryAfter: 5))
        }
        insert(turn, key: key, now: now)
        reservedCount += 1
        return .queue(turn)
    }

    /// In how many seconds a client may ask again; `nil` when it may now, which counts.
    private mutating func wait(of client: UInt64, now: Duration) -> Int? {
        guard unendedByClient[client, default: 0] < configuration.maximumPerClient else { return 5 }
        return rate.begin(by: client, at: now).map { Int(($0 / .seconds(1)).rounded(.up)) }
    }

    /// A turn that was to wait is archived; says whether it may run at once after all.
    ///
    /// A turn that was stopped meanwhile may: it ends without asking a model.
    mutating func enqueue(_ turn: LiveTurn) -> Bool {
        reservedCount -= 1
        if turn.stopSignal.isRaised {
            stoppedInQueue.insert(turn.id)
            return true
        }
        guard runningCount >= configuration.maximumRunning else {
            runningCount += 1
            return true
        }
        waiting.append(turn)
        return false
    }

    /// A turn that was to wait could not be archived: nobody may join it, and the request may come again.
    mutating func dropReservation(_ id: TurnID) {
        reservedCount -= 1
        forget(id)
    }

    /// A turn that was to run could not be archived: nobody may join it, and the request may come again. Says which
    /// waiting one may run now.
    mutating func dropStart(_ id: TurnID) -> LiveTurn? {
        forget(id)
        return freePlace()
    }

    private mutating func insert(_ turn: LiveTurn, key: QuestionKey, now: Duration) {
        let visitor = turn.request.visitor
        entries[turn.id] = Entry(
            turn: turn, key: key, visitors: [visitor], readerlessSince: now)
        unended.insert(turn.id)
        if let client = turn.request.client { unendedByClient[client, default: 0] += 1 }
        turnsByQuestion[key] = turn.id
        remember(turn.request, as: turn.id)
    }

    private mutating func remember(_ request: NewTurn, as id: TurnID) {
        guard let key = RequestKey(request), let count = entries[id]?.requestKeys.count,
            count < Self.maximumRequestKeys
        else { return }
        turnsByRequest[key] = id
        entries[id]?.requestKeys.append(key)
    }

    private mutating func sharedTurn(_ key: QuestionKey, request: NewTurn) -> LiveTurn? {
        guard configuration.sharesEqualQuestions, request.history.isEmpty, request.place == nil,
            let id = turnsByQuestion[key], let entry = entries[id], entry.endedAt == nil,
            !entry.turn.stopSignal.isRaised
        else { return nil }
        if entries[id]?.visitors.insert(request.visitor).inserted == true {
            entries[id]?.hasBeenShared = true
            entry.turn.rejoin(request.visitor)
        }
        remember(request, as: id)
        return entry.turn
    }

    /// A turn has ended; says which waiting one may run now.
    mutating func turnEnded(_ id: TurnID, isReusable: Bool, now: Duration) -> LiveTurn? {
        guard entries[id] != nil, entries[id]?.endedAt == nil else { return nil }
        entries[id]?.isReusable = isReusable
        retire(id, now: now)
        if stoppedInQueue.remove(id) != nil { return nil }
        return freePlace()
    }

    private mutating func freePlace() -> LiveTurn? {
        runningCount -= 1
        guard runningCount < configuration.maximumRunning, let next = waiting.popFirst() else { return nil }
        runningCount += 1
        return next
    }

    private mutating func retire(_ id: TurnID, now: Duration) {
        entries[id]?.endedAt = now
        if let entry = entries[id] { countEnded(entry.turn) }
        ended.append(id)
        while ended.count > configuration.maximumFinished { forgetOldest() }
    }

    private mutating func countEnded(_ turn: LiveTurn) {
        guard unended.remove(turn.id) != nil, let client = turn.request.client else { return }
        let count = unendedByClient[client, default: 0]
        unendedByClient[client] = count > 1 ? count - 1 : nil
    }

    /// What a request to stop does.
    enum Stop: Sendable {
        /// The turn ends.
        case turn(LiveTurn)
        /// The turn goes on for others who share it; this visitor's readers end.
        case reading(LiveTurn)
        case nothing
    }

    /// Decides what a request to stop from this visitor does.
    ///
    /// A turn that several share goes on for the others until the last of them stops it; one that nobody else ever
    /// asked for stops for whoever knows its id, because a phone changes its address between two requests.
    mutating func stop(_ id: TurnID, by visitor: Visitor) -> Stop {
        guard let entry = entries[id], entry.endedAt == nil else { return .nothing }
        guard entry.hasBeenShared else { return .turn(entry.turn) }
        guard entry.visitors.contains(visitor) else { return .nothing }
        guard entry.visitors.count > 1 else { return .turn(entry.turn) }
        entries[id]?.visitors.remove(visitor)
        return .reading(entry.turn)
    }

    /// Looks at the clock: which turns are to be stopped, and why. Called about once a second.
    mutating func sweep(now: Duration) -> [(turn: LiveTurn, reason: StopReason)] {
        var stops: [(LiveTurn, StopReason)] = []
        let drainIsOver = drainsSince.map { now - $0 >= configuration.drainTimeout } ?? false
        for id in unended {
            guard let turn = entries[id]?.turn else { continue }
            if drainIsOver {
                stops.append((turn, .shutdown))
            } else if let since = readerlessSince(id, now: now), now - since >= configuration.grace {
                stops.append((turn, .abandoned))
            }
        }
        while let oldest = ended.first, isExpired(oldest, now: now) { forgetOldest() }
        return stops
    }

    /// Since when a turn that has not ended has been without a reader, as far as was seen; `nil` while it has one.
    private mutating func readerlessSince(_ id: TurnID, now: Duration) -> Duration? {
        guard let entry = entries[id] else { return nil }
        let readersSeen = entry.turn.stream.registrationCount
        let since: Duration?
        if entry.turn.stream.readerCount > 0 {
            since = nil
        } else {
            since = readersSeen == entry.readersSeen ? entry.readerlessSince ?? now : now
        }
        entries[id]?.readersSeen = readersSeen
        entries[id]?.readerlessSince = since
        return since
    }

    private func isExpired(_ id: TurnID, now: Duration) -> Bool {
        entries[id]?.endedAt.map { now - $0 >= configuration.retention } ?? true
    }

    /// Shutdown has begun: nothing new is admitted.
    mutating func drain(now: Duration) {
        if drainsSince == nil { drainsSince = now }
    }

    /// Takes a waiting turn out of the queue, because it was stopped before it ran. It ends without asking a model.
    mutating func withdraw(_ id: TurnID) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.id == id }) else { return false }
        waiting.remove(at: index)
        stoppedInQueue.insert(id)
        return true
    }

    /// Forgets the kept turns of certain places at once; says which of them still run and are to be stopped.
    mutating func discard(where isGone: (TurnPlace) -> Bool) -> [LiveTurn] {
        let gone = entries.values.filter { $0.turn.request.place.map(isGone) ?? false }
        for entry in gone where entry.endedAt != nil { forget(entry.turn.id) }
        return gone.filter { $0.endedAt == nil }.map(\.turn)
    }

    private mutating func forgetOldest() {
        if let oldest = ended.popFirst() { forget(oldest) }
    }

    private mutating func forget(_ id: TurnID) {
        guard let entry = entries.removeValue(forKey: id) else { return }
        countEnded(entry.turn)
        if turnsByQuestion[entry.key] == id { turnsByQuestion[entry.key] = nil }
        for key in entry.requestKeys where turnsByRequest[key] == id { turnsByRequest[key] = nil }
    }
}

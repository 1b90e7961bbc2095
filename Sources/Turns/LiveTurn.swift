package import Dialogue
package import LiveStreams
internal import Synchronization

/// A turn while it lives: its name, its question and its log.
///
/// It belongs to the server, not to a connection. Whoever holds it may read; only ``TurnIntake`` begins, stops and
/// forgets turns, and only ``TurnRunner`` appends.
package final class LiveTurn: Sendable {
    package let id: TurnID
    package let request: NewTurn
    package let stream: LiveStream<TurnEvent>
    /// When it was accepted, on the intake's clock.
    let acceptedAt: Duration
    let stopSignal = StopSignal()
    /// Visitors who stopped reading a turn that others share.
    private let departed = Mutex<Set<Visitor>>([])
    private let hasDepartures = Atomic(false)
    private let isDiscarded = Atomic(false)

    init(id: TurnID, request: NewTurn, capacity: Int, acceptedAt: Duration) {
        self.id = id
        self.request = request
        self.acceptedAt = acceptedAt
        stream = LiveStream(capacity: capacity)
    }

    /// Whether somebody may read it: its owner where it has one, and whoever knows its id where not.
    func isReadable(by owner: Owner?) -> Bool {
        guard let place = request.place else { return true }
        return place.owner == owner && !isDiscarded.load(ordering: .acquiring)
    }

    /// What it belongs to is deleted: nobody may begin to read it any more.
    func markDiscarded() {
        isDiscarded.store(true, ordering: .releasing)
    }

    /// Ends this visitor's reading; the turn goes on for others.
    func depart(_ visitor: Visitor) {
        departed.withLock { _ = $0.insert(visitor) }
        hasDepartures.store(true, ordering: .releasing)
        stream.wakeReaders()
    }

    /// Lets a visitor who stopped reading read on, because the same question was asked again.
    func rejoin(_ visitor: Visitor) {
        guard hasDepartures.load(ordering: .acquiring) else { return }
        departed.withLock { _ = $0.remove(visitor) }
    }

    /// Whether this visitor stopped reading.
    func hasDeparted(_ visitor: Visitor) -> Bool {
        hasDepartures.load(ordering: .acquiring) && departed.withLock { $0.contains(visitor) }
    }
}

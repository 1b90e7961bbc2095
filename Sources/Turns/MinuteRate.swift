/// How many things each client may begin in a minute: so many, from the first one on; then a new minute begins with the
/// next. Pure.
///
/// Bound: ``maximumClients`` minutes that are running. Beyond it those in which the fewest were begun are forgotten, a
/// tenth at once, so that a flood from many addresses frees nobody who floods.
package struct MinuteRate<Client: Hashable & Sendable>: Sendable {
    private struct Minute: Sendable {
        let end: Duration
        var count: Int
    }

    /// How many; 0 is no limit, and then nothing is counted.
    private let limit: Int
    private let maximumClients: Int
    private var minutes: [Client: Minute] = [:]

    /// A rate that nobody has reached.
    package init(limit: Int, maximumClients: Int = 20_000) {
        self.limit = limit
        self.maximumClients = maximumClients
    }

    /// How many clients are remembered.
    package var clientCount: Int { minutes.count }

    /// Counts one more.
    ///
    /// - Parameter now: A monotonic time.
    /// - Returns: `nil` when it may be begun; otherwise how long to wait. What may not be begun is not counted.
    package mutating func begin(by client: Client, at now: Duration) -> Duration? {
        guard limit > 0 else { return nil }
        if let minute = minutes[client], minute.end > now {
            guard minute.count < limit else { return minute.end - now }
            minutes[client]?.count += 1
        } else {
            minutes[client] = Minute(end: now + .seconds(60), count: 1)
            makeRoom(at: now, besides: client)
        }
        return nil
    }

    private mutating func makeRoom(at now: Duration, besides client: Client) {
        guard minutes.count > maximumClients else { return }
        minutes = minutes.filter { $0.value.end > now }
        guard minutes.count > maximumClients else { return }
        let excess = minutes.count - maximumClients * 9 / 10
        let fewest = minutes.filter { $0.key != client }.sorted { $0.value.count < $1.value.count }.prefix(excess)
        for (client, _) in fewest { minutes[client] = nil }
    }
}

internal import Dialogue
internal import Synchronization

/// Counts the streams each client has open, so that one cannot take them all.
///
/// Bound: one number per client that has a stream open at this moment.
final class StreamLedger: Sendable {
    private let limit: Int
    private let open = Mutex<[String: Int]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one more stream of a client.
    /// - Throws: ``Problem`` with `rate-limited` when the client has as many as it may.
    func enter(_ client: String) throws(Problem) {
        let isWithin = open.withLock { open in
            let count = open[client, default: 0]
            guard count < limit else { return false }
            open[client] = count + 1
            return true
        }
        guard isWithin else { throw Problem(.rateLimited, retryAfter: 5) }
    }

    /// One stream of a client has ended.
    func leave(_ client: String) {
        open.withLock { open in
            guard let count = open[client] else { return }
            open[client] = count > 1 ? count - 1 : nil
        }
    }

    /// How many streams are open.
    var total: Int { open.withLock { $0.values.reduce(0, +) } }
}

internal import Dialogue
internal import Identity
internal import Synchronization
internal import Turns

/// Lets clients begin conversations, as many in a minute as their rate says.
final class ConversationGate: Sendable {
    /// Who is counted: an account wherever it asks from, anybody else by the network they come from.
    enum Client: Hashable, Sendable {
        case owner(String)
        case network(String)
    }

    private let rate: Mutex<MinuteRate<Client>>
    private let now: @Sendable () -> Duration

    /// - Parameters:
    ///   - limit: Conversations of a client in a minute; 0 is no limit.
    ///   - now: A monotonic time.
    init(limit: Int, now: @escaping @Sendable () -> Duration) {
        rate = Mutex(MinuteRate(limit: limit))
        self.now = now
    }

    /// Counts a conversation that is about to be begun.
    /// - Throws: ``Problem`` with `rate-limited`.
    func enter(_ context: KayaRequestContext) throws(Problem) {
        // A visitor's cookie is no reason: whoever sends none gets a new one each time.
        let client: Client =
            if let principal = context.identity?.principal {
                .owner(principal.owner.description)
            } else {
                .network(context.client.network)
            }
        let wait = rate.withLock { $0.begin(by: client, at: now()) }
        if let wait { throw Problem(.rateLimited, retryAfter: Int((wait / .seconds(1)).rounded(.up))) }
    }
}

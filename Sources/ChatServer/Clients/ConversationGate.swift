internal import Dialogue
internal import Identity
internal import Synchronization

/// Lets clients begin conversations, as many as ``ConversationRate`` says.
final class ConversationGate: Sendable {
    private let rate: Mutex<ConversationRate>
    private let now: @Sendable () -> Duration

    /// - Parameters:
    ///   - limit: Conversations of a client in a minute; 0 is no limit.
    ///   - now: A monotonic time.
    init(limit: Int, now: @escaping @Sendable () -> Duration) {
        rate = Mutex(ConversationRate(limit: limit))
        self.now = now
    }

    /// Counts a conversation that is about to be begun.
    /// - Throws: ``Problem`` with `rate-limited`.
    func enter(_ context: KayaRequestContext) throws(Problem) {
        // A visitor's cookie is no reason: whoever sends none gets a new one each time.
        let client: ConversationRate.Client =
            if let principal = context.identity?.principal {
                .owner(principal.owner.description)
            } else {
                .network(LoginRateLimit.network(of: context.client.address))
            }
        let wait = rate.withLock { $0.begin(by: client, at: now()) }
        if let wait { throw Problem(.rateLimited, retryAfter: Int((wait / .seconds(1)).rounded(.up))) }
    }
}

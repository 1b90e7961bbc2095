/// When an issuer's keys are fetched: at first need, when they grow old, and at a key id that is not known, but never
/// more often than once a minute, so that invented ids are no way to make Kaya flood an issuer.
struct KeyCache: Sendable {
    /// What to do for a token.
    enum Action: Sendable, Hashable {
        /// Use the keys there are.
        case use
        /// Fetch, then use what is there, old or new.
        case fetch
    }

    /// The age at which keys are fetched again, known id or not.
    static let freshness: Duration = .seconds(3_600)
    /// The least time between two attempts.
    static let interval: Duration = .seconds(60)

    private var lastAttempt: Duration?
    private var lastSuccess: Duration?

    /// What to do for a token whose key is or is not among those there are. A fetch counts as begun.
    mutating func needs(knownKey isKnown: Bool, now: Duration) -> Action {
        let isFresh = lastSuccess.map { now - $0 < Self.freshness } ?? false
        guard !(isKnown && isFresh) else { return .use }
        if let lastAttempt, now - lastAttempt < Self.interval { return .use }
        lastAttempt = now
        return .fetch
    }

    /// The keys came.
    mutating func fetched(now: Duration) {
        lastSuccess = now
    }
}

/// How often a password may be tried, for each account name and for each client.
///
/// A bucket for each: an attempt takes a token out of both, time puts them back, and a right password gives them back
/// at once. Bound: ``Limits/maximumEntries`` buckets; beyond it the fullest go first, so that trying many names does not
/// make the server forget the one that is being guessed.
package struct LoginRateLimit: Sendable {
    /// How many attempts, and how fast new ones come.
    package struct Limits: Sendable, Hashable {
        /// Attempts on one account name before they are slowed down.
        package var perName = 10
        /// The time after which one more may be made.
        package var nameInterval: Duration = .seconds(30)
        /// Attempts of one client address, or of one IPv6 network of 64 bits.
        package var perAddress = 30
        /// The time after which one more may be made.
        package var addressInterval: Duration = .seconds(10)
        /// Buckets that are kept.
        package var maximumEntries = 20_000

        package init() {}
    }

    private enum Key: Hashable, Sendable {
        case name(String)
        case address(String)
    }

    /// When the bucket will be full again; one that is full needs no entry.
    private var fullAt: [Key: Duration] = [:]
    private let limits: Limits

    /// A limit that nobody has reached.
    package init(limits: Limits = Limits()) { self.limits = limits }

    /// How many buckets are kept.
    package var entryCount: Int { fullAt.count }

    /// Counts an attempt.
    ///
    /// - Parameter now: A monotonic time.
    /// - Returns: `nil` when it may be made; otherwise how long to wait. What may not be made is not counted.
    package mutating func attempt(name: String, address: String, now: Duration) -> Duration? {
        let keys = [Key.name(name), .address(ClientNetwork.name(of: address))]
        let waits = keys.map { wait(for: $0, now: now) }
        if let longest = waits.max(), longest > .zero { return longest }
        for key in keys {
            fullAt[key] = max(fullAt[key] ?? now, now) + interval(key)
        }
        makeRoom(now: now)
        return nil
    }

    /// The attempt was right: it does not count, and neither do those on that name before it.
    package mutating func succeeded(name: String, address: String) {
        fullAt[.name(name)] = nil
        let key = Key.address(ClientNetwork.name(of: address))
        fullAt[key] = fullAt[key].map { $0 - limits.addressInterval }
    }

    private func wait(for key: Key, now: Duration) -> Duration {
        guard let full = fullAt[key] else { return .zero }
        let room = interval(key) * (capacity(key) - 1)
        return max(full - now - room, .zero)
    }

    private func capacity(_ key: Key) -> Int {
        if case .name = key { limits.perName } else { limits.perAddress }
    }

    private func interval(_ key: Key) -> Duration {
        if case .name = key { limits.nameInterval } else { limits.addressInterval }
    }

    private mutating func makeRoom(now: Duration) {
        guard fullAt.count > limits.maximumEntries else { return }
        fullAt = fullAt.filter { $0.value > now }
        let excess = fullAt.count - limits.maximumEntries * 9 / 10
        guard fullAt.count > limits.maximumEntries, excess > 0 else { return }
        for (key, _) in fullAt.sorted(by: { $0.value < $1.value }).prefix(excess) { fullAt[key] = nil }
    }
}

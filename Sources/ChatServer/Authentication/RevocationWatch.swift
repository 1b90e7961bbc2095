internal import Identity
internal import ServiceLifecycle

/// Ends what is read by a credential that has ended: logged out, revoked, disabled, expired, also by another process.
///
/// Every half second it asks the store for one number. When that has changed, it asks after every credential in use;
/// otherwise only after those that came since it last looked, so that nothing slips in between.
struct RevocationWatch: Service {
    static let interval: Duration = .milliseconds(500)

    let desk: IdentityDesk
    let requests: OpenRequests

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                var lastCount: Int?
                while true {
                    try await desk.clock.sleep(Self.interval)
                    lastCount = await look(lastCount)
                }
            }
        } catch is CancellationError {
            return
        }
    }

    /// Looks once.
    private func look(_ lastCount: Int?) async -> Int? {
        let entries = requests.look()
        guard !entries.isEmpty else { return lastCount }
        // A store that cannot say has changed for all that is known.
        let count = try? await desk.accounts.store.changeCount()
        let now = desk.clock.unixTime()
        var verdicts: [Principal: Bool] = [:]
        for entry in entries {
            let isExpired = entry.principal.expires.map { $0 <= now } ?? false
            guard isExpired || entry.isNew || count == nil || count != lastCount else { continue }
            if verdicts[entry.principal] == nil {
                verdicts[entry.principal] = await desk.credentials.isStillGood(entry.principal)
            }
            if verdicts[entry.principal] != true { entry.close() }
        }
        return count
    }
}

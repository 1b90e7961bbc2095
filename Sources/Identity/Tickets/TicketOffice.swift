internal import Synchronization

/// Gives tickets out and takes them back, for requests that can carry no credential: an `EventSource` of another origin.
///
/// In memory: after a restart a ticket is worth nothing.
package final class TicketOffice: Sendable {
    private static let prefix = "kayat_"

    private let ledger = Mutex(TicketLedger())
    private let clock: IdentityClock

    init(clock: IdentityClock) {
        self.clock = clock
    }

    /// A new ticket, good for ``TicketLedger/lifetime``.
    /// - Throws: ``IdentityError`` with `rateLimited` or `overloaded`.
    package func make(_ ticket: Ticket) throws(IdentityError) -> String {
        var generator = SystemRandomNumberGenerator()
        let token = RandomToken(prefix: Self.prefix, using: &generator)
        let now = clock.monotonic()
        try ledger.withLock { ledger throws(IdentityError) in try ledger.put(ticket, token.digest, now: now) }
        return token.text
    }

    /// Uses a ticket up: of any number of calls at once, one gets it.
    package func take(_ text: String, by principal: Principal?) -> Ticket? {
        guard RandomToken.hasForm(text, prefix: Self.prefix) else { return nil }
        let now = clock.monotonic()
        return ledger.withLock { $0.take(TokenDigest(of: text), by: principal, now: now) }
    }
}

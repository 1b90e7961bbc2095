/// Tickets that were given out: each good once, for a while, and for whoever took it.
///
/// Bounds: ``maximum`` tickets, ``perOwner`` of one owner; one more is refused until others are used or too old.
package struct TicketLedger: Sendable {
    /// How long a ticket is good.
    package static let lifetime: Duration = .seconds(60)

    private struct Entry {
        let ticket: Ticket
        let end: Duration
    }

    private var entries: [TokenDigest: Entry] = [:]
    private let maximum: Int
    private let perOwner: Int

    /// A ledger without tickets.
    package init(maximum: Int = 10_000, perOwner: Int = 100) {
        self.maximum = maximum
        self.perOwner = perOwner
    }

    /// How many tickets can be used or are too old but not forgotten yet.
    package var count: Int { entries.count }

    /// Takes a ticket in.
    ///
    /// - Parameter now: A monotonic time.
    /// - Throws: ``IdentityError`` with `rateLimited` or `overloaded`.
    package mutating func put(_ ticket: Ticket, _ digest: TokenDigest, now: Duration) throws(IdentityError) {
        if entries.count >= maximum { entries = entries.filter { $0.value.end > now } }
        guard entries.count < maximum else {
            throw IdentityError(.overloaded, "Too many tickets are out.", retryAfter: 5)
        }
        let owner = ticket.principal.owner
        guard entries.values.count(where: { $0.ticket.principal.owner == owner && $0.end > now }) < perOwner else {
            throw IdentityError(.rateLimited, "Too many tickets are out.", retryAfter: 5)
        }
        entries[digest] = Entry(ticket: ticket, end: now + Self.lifetime)
    }

    /// Uses a ticket up, whatever comes of it.
    ///
    /// - Parameter principal: Who else the request says it is from; it must be the one who took the ticket.
    /// - Returns: `nil` for a ticket that was never given out, was used, is too old or is somebody else's.
    package mutating func take(_ digest: TokenDigest, by principal: Principal?, now: Duration) -> Ticket? {
        guard let entry = entries.removeValue(forKey: digest), entry.end > now else { return nil }
        let ticket = entry.ticket
        if let principal {
            guard principal.owner == ticket.principal.owner, principal.credential == ticket.principal.credential
            else { return nil }
        }
        return ticket
    }
}

/// What somebody may do, from least to most.
///
/// A role is given on the command line or by an outside issuer, never by what a request says of itself.
package enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Asks and reads their own conversations.
    case reader
    /// Also works on what the organisation knows.
    case editor
    /// Also sees how an answer came about.
    case support
    /// Also sees the accounts.
    case admin

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    /// What the role lets anybody do: ``Scope/debug`` from ``support`` on, everything else everybody.
    package var scopes: Set<Scope> {
        self >= .support ? Scope.everything : Scope.everything.subtracting([.debug])
    }

    private var rank: Int {
        switch self {
        case .reader: 0
        case .editor: 1
        case .support: 2
        case .admin: 3
        }
    }
}

internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity

/// What a path asks of whoever calls it. It is read as the router reads it: by its parts, empty ones left out.
struct RouteAccess {
    private let parts: [Substring]
    private let method: HTTPRequest.Method

    init(_ request: Request) {
        parts = request.uri.path.split(separator: "/")
        method = request.method
    }

    /// Whether a credential of any kind is none of this route's business: whoever is asked about logging in has not yet,
    /// and those who run the server have a token of their own.
    var isOpen: Bool {
        Self.open.contains(parts) || parts.first == "page"
    }

    private static let open: [[Substring]] = [
        ["healthz"], ["readyz"], ["metrics"], ["api", "login"], ["api", "login", "refresh"], ["login"],
    ]

    /// Whether it answers also where ``IdentityConfiguration/isRequired`` is on.
    var answersAnybody: Bool { isOpen || parts == ["api", "status"] }

    /// Whether it is answered with HTML for people to read, which says why it cannot show or do something.
    var isForPeople: Bool {
        parts.isEmpty || parts == ["ask"] || parts == ["erase"] || parts == ["logout"]
            || (parts.first == "c" && (2...3).contains(parts.count))
    }

    /// Whether it is a page, to which others may link.
    var isPage: Bool { isForPeople && [.get, .head].contains(method) }

    /// Whether programs made for other servers call it, which send some key because they must.
    var takesForeignKeys: Bool { parts.first == "v1" }

    /// Whether a ticket may stand for a credential.
    var takesTickets: Bool { parts == ["chat", "stream"] && method == .get }

    /// What a credential must be good for; what nobody has thought of needs everything that changes something.
    var scopes: Set<Scope> {
        switch (parts.first, parts.dropFirst().first) {
        case ("chat", _), ("v1", "chat"): [.ask]
        case ("api", "me") where parts.count == 2: []
        case ("api", "tickets"): [.ask]
        case ("api", "turns") where parts.last == "cancellation": [.ask]
        case ("api", "turns") where parts.last == "feedback", ("api", "feedback"): [.feedback]
        case ("c", _) where parts.last == "feedback" && method == .post: [.feedback]
        case ("c", _) where parts.last == "delete" && method == .post: [.manage]
        case ("api", "keys"), ("erase", _): [.manage]
        case ("logout", _): []
        // A conversation, or everything of somebody's.
        case _ where method == .delete: [.manage]
        case _ where method == .get || method == .head: [.read]
        default: [.ask, .read]
        }
    }
}

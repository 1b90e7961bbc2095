internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity
internal import NIOCore

/// Finds out who makes a request, before any route sees it, and whether they may call that route at all.
///
/// A request without credential passes as somebody unknown, unless a login is required. One with a credential that is
/// wrong in any way is refused: nobody who thinks they are logged in shall leave their question with a stranger.
struct Authenticator: Sendable {
    let desk: IdentityDesk
    let requests: OpenRequests

    /// Whether a request has anything to look at. Costs next to nothing where it has not.
    func concerns(_ request: Request) -> Bool {
        desk.configuration.isRequired || request.headers.contains(.authorization) || request.headers.contains(.cookie)
            || (request.method == .get && Self.hasTicket(request.uri.query))
    }

    private static func hasTicket(_ query: String?) -> Bool {
        guard let query else { return false }
        return QueryNames(query).contains { $0.elementsEqual("ticket".utf8) }
    }

    /// The context with who makes the request.
    /// - Throws: ``Problem``: `unauthorized`, `forbidden`.
    @inline(never)
    func admit(_ context: KayaRequestContext, _ request: Request) async throws -> KayaRequestContext {
        let access = RouteAccess(request)
        guard !access.isOpen else { return context }
        guard access.isForPeople else { return try await admit(context, request, access) }
        do {
            return try await admit(context, request, access)
        } catch let problem as Problem where problem.code == .unauthorized || problem.code == .forbidden {
            return Self.refused(context, problem)
        } catch let error as IdentityError {
            guard let problem = Problem(error), problem.code == .unauthorized else { throw error }
            return Self.refused(context, problem)
        }
    }

    /// What is for people to read is shown to everybody, and then says why there is no more.
    private static func refused(_ context: KayaRequestContext, _ problem: Problem) -> KayaRequestContext {
        var context = context
        context.refusal = problem
        context.owner = nil
        return context
    }

    private func admit(
        _ context: KayaRequestContext, _ request: Request, _ access: RouteAccess
    ) async throws -> KayaRequestContext {
        guard let (principal, carrier) = try await shown(request, context, access) else {
            guard !desk.configuration.isRequired || access.answersAnybody else { throw Problem(.unauthorized) }
            let mark = LoginMark(isSecure: context.client.isSecure)
            guard !access.isForPeople || !mark.isSet(request.headers) else { throw Problem(.unauthorized) }
            return context
        }
        guard access.scopes.isSubset(of: principal.scopes) else { throw Problem(.forbidden) }
        let channel = context.channel
        var context = context
        context.identity = RequestIdentity(principal, carrier, requests: requests) { channel.close(promise: nil) }
        context.owner = principal.owner
        context.client.visitor = Self.visitor(principal.owner)
        return context
    }

    private func shown(
        _ request: Request, _ context: KayaRequestContext, _ access: RouteAccess
    ) async throws -> (Principal, RequestIdentity.Carrier)? {
        let own = try await ownCredential(request, context, access)
        guard access.takesTickets, let ticket = try QueryString(request.uri.query).value("ticket"),
            ResumePoint(request.headers[.lastEventID]) != .end
        else { return own }
        guard let ticket = desk.tickets.take(ticket, by: own?.0), await desk.credentials.isStillGood(ticket.principal)
        else { throw Problem(.unauthorized) }
        return (ticket.principal, .ticket(question: ticket.question))
    }

    /// What stands in `Authorization`, or else in the cookie.
    private func ownCredential(
        _ request: Request, _ context: KayaRequestContext, _ access: RouteAccess
    ) async throws -> (Principal, RequestIdentity.Carrier)? {
        if request.headers.contains(.authorization) {
            guard let bearer = Self.bearer(request.headers) else { throw Problem(.unauthorized) }
            if access.takesForeignKeys, !CredentialCheck.isOurs(bearer) { return nil }
            return (try await desk.credentials.principal(of: bearer), .field)
        }
        guard let token = LoginCookies(isSecure: context.client.isSecure).access(request.headers) else { return nil }
        let principal = try await desk.credentials.principal(of: token)
        guard case .login = principal.credential else { throw Problem(.unauthorized) }
        if ![.get, .head, .options].contains(request.method) { try SameOrigin.require(request) }
        return (principal, .cookie)
    }

    /// The token of the one `Authorization` field (RFC 6750 §2.1); `nil` for other schemes and for several fields.
    static func bearer(_ headers: HTTPFields) -> String? {
        let fields = headers[values: .authorization]
        guard fields.count == 1, fields[0].utf8.count <= 16_384, fields[0].lowercased().hasPrefix("bearer") else {
            return nil
        }
        let rest = fields[0].dropFirst("bearer".count)
        guard rest.isEmpty || rest.first == " " else { return nil }
        return String(rest.trimmingPrefix(while: { $0 == " " }))
    }

    /// Two people behind one address with one kind of browser are two visitors when they have said who they are.
    private static func visitor(_ owner: Owner) -> Visitor {
        var hasher = Hasher()
        hasher.combine(owner)
        return Visitor(key: UInt64(bitPattern: Int64(hasher.finalize())))
    }
}

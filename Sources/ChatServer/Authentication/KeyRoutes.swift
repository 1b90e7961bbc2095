internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity

/// `/api/keys`: the API keys of one's own account.
struct KeyRoutes: Sendable {
    let desk: IdentityDesk
    let requests: OpenRequests
    let limits: ServerLimits

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/keys") { _, context in try await list(context) }
        router.post("/api/keys") { request, context in try await make(request, context) }
        router.delete("/api/keys/{key}") { _, context in try await revoke(context) }
    }

    /// - Throws: ``Problem``: `unauthorized` for nobody, `forbidden` for somebody whose account is elsewhere.
    private func account(_ context: KayaRequestContext) throws(Problem) -> (AccountID, Principal) {
        guard let principal = context.identity?.principal else { throw Problem(.unauthorized) }
        guard let account = principal.account else { throw Problem(.forbidden) }
        return (account, principal)
    }

    private func list(_ context: KayaRequestContext) async throws -> Response {
        let (account, _) = try account(context)
        let keys = try await desk.accounts.store.keys(of: account)
        return try JSONResponse.make(["keys": keys.map { APIKeyJSON($0) }])
    }

    /// Exactly these: whose key it is and what it may do at the most is not for a body to say.
    private struct Wish: Decodable, Sendable {
        let name: String
        let scopes: [String]
    }

    private func make(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let (account, principal) = try account(context)
        let wish = try await JSONBody(limits: limits).read(Wish.self, from: request)
        let scopes = Set(wish.scopes.compactMap { Scope(rawValue: $0) })
        guard !scopes.isEmpty, scopes.count == Set(wish.scopes).count else {
            throw Problem(.invalidField, field: "scopes")
        }
        // A key makes no key that may do more than itself.
        guard scopes.isSubset(of: principal.scopes) else { throw Problem(.forbidden) }
        let (key, text) = try await desk.accounts.makeKey(for: account, name: wish.name, scopes: scopes)
        return try JSONResponse.make(APIKeyJSON(key, text: text), status: .created)
    }

    private func revoke(_ context: KayaRequestContext) async throws -> Response {
        let (account, _) = try account(context)
        guard let id = context.parameters.get("key").flatMap({ KeyID($0) }),
            try await desk.accounts.store.remove(id, of: account)
        else { throw Problem(.notFound) }
        requests.end(.key(id), except: context.identity)
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }
}

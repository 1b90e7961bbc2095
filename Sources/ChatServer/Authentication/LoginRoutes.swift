internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity

/// `/api/login`: logging in, going on, logging out; and `/api/me`.
struct LoginRoutes: Sendable {
    let desk: IdentityDesk
    let requests: OpenRequests
    let limits: ServerLimits

    func add(to router: Router<KayaRequestContext>) {
        router.post("/api/login") { request, context in try await logIn(request, context) }
        router.delete("/api/login") { request, context in try await logOut(request, context) }
        router.post("/api/login/refresh") { request, context in try await refresh(request, context) }
        router.get("/api/me") { _, context in
            guard let principal = context.identity?.principal else { throw Problem(.unauthorized) }
            return try JSONResponse.make(PrincipalJSON(principal))
        }
    }

    /// Exactly these: what else a body says, such as a role, is not read.
    private struct Credentials: Decodable, Sendable {
        let name: String
        let password: String
    }

    private func logIn(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        try SameOrigin.refuseOthers(request)
        let body = try await JSONBody(limits: limits).read(Credentials.self, from: request)
        let login = try await desk.accounts.logIn(
            name: body.name, password: body.password, address: context.client.address)
        return try response(login, context)
    }

    private func refresh(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        try SameOrigin.require(request)
        let cookies = LoginCookies(isSecure: context.client.isSecure)
        guard let token = cookies.refresh(request.headers) else { throw Problem(.unauthorized) }
        do {
            switch try await desk.accounts.refresh(token) {
            case .opened(let login): return try response(login, context)
            case .ended(let login): requests.end(.login(login))
            }
        } catch let error as IdentityError where error.code == .refused {
            // Answered below, as a token that was used is.
        }
        var refusal = ProblemResponse.make(Problem(.unauthorized), context: context)
        cookies.clear(in: &refusal.headers)
        return refusal
    }

    private func response(_ login: OpenedLogin, _ context: KayaRequestContext) throws -> Response {
        var response = try JSONResponse.make(
            OpenedLoginJSON(login, expiresIn: login.accessExpires.seconds - desk.clock.unixTime().seconds))
        LoginCookies(isSecure: context.client.isSecure).set(
            login, accessLifetime: desk.configuration.accessLifetime,
            loginLifetime: desk.configuration.loginLifetime, in: &response.headers)
        return response
    }

    /// Ends the login of the refresh cookie, of the bearer, or of both.
    private func logOut(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        let cookies = LoginCookies(isSecure: context.client.isSecure)
        if let bearer = Authenticator.bearer(request.headers) {
            guard case .login(let login) = try await desk.credentials.principal(of: bearer).credential else {
                throw Problem(.forbidden)
            }
            try await desk.accounts.logOut(login)
            requests.end(.login(login))
        }
        if let token = cookies.refresh(request.headers) {
            try SameOrigin.require(request)
            if let login = try await desk.accounts.logOut(refresh: token) { requests.end(.login(login)) }
        }
        var response = Response(status: .noContent, headers: [.cacheControl: "no-store"])
        cookies.clear(in: &response.headers)
        return response
    }
}

internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Identity

/// `POST /login`, `POST /logout` and `POST /erase`: who somebody is, and the end of what is kept of them, without script.
///
/// A login is as that of `POST /api/login`, and has the same limits. Its access token is good for some minutes, and is not
/// renewed without script: then the page asks again, and what was written stays.
struct ScriptlessAccountRoutes: Sendable {
    let source: PageSource
    let pages: ScriptlessPages

    func add(to router: Router<KayaRequestContext>) {
        router.post("/erase") { request, context in try await erase(request, context) }
        // Where a browser is sent that is told to load anew what a form led to.
        router.get("/erase") { _, _ in ScriptlessRoutes.leadOn(to: ScriptlessAddress().start()) }
        guard let authenticator = pages.authenticator else { return }
        router.post("/login") { request, context in try await logIn(request, context, authenticator.desk) }
        router.post("/logout") { request, context in try await logOut(request, context, authenticator) }
        router.get("/login") { _, _ in ScriptlessRoutes.leadOn(to: ScriptlessAddress().start()) }
        router.get("/logout") { _, _ in ScriptlessRoutes.leadOn(to: ScriptlessAddress().start()) }
    }

    private func logIn(
        _ request: Request, _ context: KayaRequestContext, _ desk: IdentityDesk
    ) async throws -> Response {
        var form = FormBody.empty
        do {
            form = try await FormBody.read(request, pages.configuration.limits)
            try SameOrigin.require(request)
            let login = try await desk.accounts.logIn(
                name: try form.text("name"), password: try form.text("password"), address: context.client.address)
            var response = try welcome(form, context)
            LoginCookies(isSecure: context.client.isSecure).set(
                login, accessLifetime: desk.configuration.accessLifetime,
                loginLifetime: desk.configuration.loginLifetime, in: &response.headers)
            LoginMark(isSecure: context.client.isSecure).set(
                lifetime: desk.configuration.loginLifetime, in: &response.headers)
            return response
        } catch let problem as Problem {
            return try refusal(problem, form, context)
        } catch let error as IdentityError {
            guard let problem = Problem(error) else { throw error }
            return try refusal(problem, form, context)
        }
    }

    /// Where somebody who has logged in goes on.
    private func welcome(_ form: FormBody, _ context: KayaRequestContext) throws -> Response {
        let asked = ScriptlessRequest(form: form, context)
        let (question, conversation) = (try form.text("q"), form.conversation)
        guard question.isEmpty else {
            return pages.kept(question, asked, context, title: asked.words.loggedIn, in: conversation)
                .response(try source.assets())
        }
        return ScriptlessRoutes.leadOn(
            to: conversation.map { asked.address.conversation($0) } ?? asked.address.start())
    }

    private func refusal(_ problem: Problem, _ form: FormBody, _ context: KayaRequestContext) throws -> Response {
        let asked = ScriptlessRequest(form: form, context)
        return pages.loginPage(asked, context, form: form, problem: problem).response(try source.assets(), problem)
    }

    /// Ends the login of the access cookie. Where that is good no longer, the browser forgets the cookies all the same, and
    /// a question that could not be sent for it stays.
    private func logOut(
        _ request: Request, _ context: KayaRequestContext, _ authenticator: Authenticator
    ) async throws -> Response {
        try await answer(request, context) { form, asked in
            if case .login(let login) = context.principal?.credential {
                try await authenticator.desk.accounts.logOut(login)
                authenticator.requests.end(.login(login), except: context.identity)
            }
            let question = try form.text("q")
            var response =
                question.isEmpty
                ? ScriptlessRoutes.leadOn(to: asked.address.start([("done", "logged-out")]))
                : pages.kept(question, asked, context, title: asked.words.loggedOut).response(try source.assets())
            LoginCookies(isSecure: context.client.isSecure).clear(in: &response.headers)
            LoginMark(isSecure: context.client.isSecure).clear(in: &response.headers)
            return response
        }
    }

    private func erase(_ request: Request, _ context: KayaRequestContext) async throws -> Response {
        try await answer(request, context) { _, asked in
            if let refusal = context.refusal { throw refusal }
            guard let own = pages.own else { throw Problem(.notFound) }
            if let owner = context.owner { try await own.erase(owner) }
            return ScriptlessRoutes.leadOn(to: asked.address.start([("done", "erased")]))
        }
    }

    /// Does what a form says that has nothing but a button. Nothing is done for a page of somebody else.
    private func answer(
        _ request: Request, _ context: KayaRequestContext,
        _ work: (FormBody, ScriptlessRequest) async throws -> Response
    ) async throws -> Response {
        var form = FormBody.empty
        do {
            form = try await FormBody.read(request, pages.configuration.limits)
            try SameOrigin.require(request)
            return try await work(form, ScriptlessRequest(form: form, context))
        } catch let problem as Problem {
            let asked = ScriptlessRequest(form: form, context)
            return pages.refusal(problem, asked, context).response(try source.assets(), problem)
        }
    }
}

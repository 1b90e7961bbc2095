import Foundation
import KayaTesting
import Testing

extension CanaryRun {
    /// What a model answers: one failing by status and one in its stream, both of which repeat what they were sent; one
    /// that never goes on; all others well.
    static func answer(_ request: ModelServer.Request, until gate: ModelServer.Gate) -> ModelServer.Script {
        let question = request.question ?? ""
        let said =
            #"{"error":{"message":"\#(request.value(of: "authorization") ?? "-") asked: \#(question)","type":"bad"}}"#
        if question.contains("refused") { return ModelAnswer.response(status: 400, body: said).steps }
        if question.contains("page") {
            return ModelAnswer.response(status: 400, contentType: "text/html", body: "<p>\(question)</p>").steps
        }
        if question.contains("broken") { return ModelAnswer.events([said]).steps }
        let answer = ModelAnswer.tokens(["Im ", "Schilf."])
        return question.contains("stopped") ? answer.steps(pieces: 2, then: gate) : answer.steps
    }

    private static func json(_ question: Canary) -> String {
        #"{"q":"\#(question.question)","requestId":"\#(question.core)"}"#
    }

    /// Asks outside of conversations: in each way, by each credential, well and not.
    func askInPassing(_ credentials: Credentials) async throws {
        let fields = [
            "X-Request-Id: \(passing("request-id").core)", "User-Agent: \(passing("agent").core)",
            "Referer: https://\(passing("referrer").core)/", "X-Forwarded-For: \(passing("address").core)",
            "Accept-Language: \(passing("language").core)",
        ]
        for name in ["get", "refused-get", "broken-get", "page-get"] {
            try await call("GET", KayaProcess.target(passing(name).question), fields, expects: 200)
        }
        for name in ["post", "refused-post"] {
            try await call("POST", "/chat/stream", fields, json: Self.json(passing(name)), expects: 200)
        }
        try await call("POST", "/chat", json: Self.json(passing("whole")), expects: 200)
        try await call("POST", "/chat", json: Self.json(passing("refused-whole")), expects: 502)
        try await call("POST", "/chat", json: #"{"q":"\#(passing("unended").core)"#, expects: 400)
        try await call("POST", "/chat", json: #"{"q":["\#(passing("list").core)"]}"#, expects: 422)
        try await call("GET", "/chat/stream?q=\(passing("escape").core)%zz", expects: 400)
        try await call("GET", "/chat/stream?\(passing("name").core)=1", expects: 400)
        let messages = #"{"model":"kaya","messages":[{"role":"user","content":"\#(passing("completion").question)"}]}"#
        try await call("POST", "/v1/chat/completions", [credentials.key], json: messages, expects: 200)
        try await call("POST", "/chat", [credentials.bearer], json: Self.json(passing("bearer")), expects: 200)
        try await call("POST", "/chat", [credentials.key], json: Self.json(passing("key")), expects: 200)
        let ours = [credentials.cookies, "Sec-Fetch-Site: same-origin"]
        try await call("GET", KayaProcess.target(passing("cookie").question), ours, expects: 200)
        try await call("GET", KayaProcess.target(passing("other-page").question), [credentials.cookies], expects: 403)
        try await useTicket(credentials)
        try await call("GET", "/\(passing("path").core)?q=\(passing("lost").core)", expects: 404)
        try await call("GET", "/api/turns/\(passing("turn").core)/events", expects: 404)
        let lastID = "Last-Event-ID: \(passing("last-id").core)"
        try await call("GET", "/api/turns/AAAAAAAAAAAAAAAAAAAAAA/events", [lastID], expects: 400)
    }

    private func useTicket(_ credentials: Credentials) async throws {
        let made = try await call(
            "POST", "/api/tickets", [credentials.bearer], json: #"{"q":"\#(passing("ticket").question)"}"#, expects: 201
        )
        let ticket = token("ticket", try Self.value("ticket", made))
        for status in [200, 401] { try await call("GET", "/chat/stream?ticket=\(ticket)", expects: status) }
        try await call("GET", "/chat/stream?ticket=\(secret("wrong-ticket").core)", expects: 401)
    }

    /// Asks in a conversation of a visitor: well, failing, stopped; and says what it thinks of it.
    /// - Returns: What it is given to take away.
    func askInConversation(_ server: ModelServer) async throws -> String {
        let visitor = try await ConversationVisitor(at: kaya)
        _ = secret("visitor's cookie", made: String(visitor.cookie.drop { $0 != "=" }.dropFirst()))
        let path = "/api/conversations/\(visitor.conversation)"
        for name in ["kept", "kept-refused", "kept-broken", "kept-page", "kept-stopped"] {
            let question = kept(name)
            let turn = try await visitor.ask(kaya, question.question, requestID: kept(name + "-id").core)
            if name.hasSuffix("stopped") {
                try await waitUntil("the model was asked") {
                    server.requests.contains { $0.question == question.question }
                }
                let stop = "/api/turns/\(turn)/cancellation"
                try await call("POST", stop, ["Cookie: \(visitor.cookie)"], expects: 202)
            }
            try await waitUntil("\(name) has ended") {
                try await visitor.turn(kaya, turn)["state"] as? String != "running"
            }
            try await call("GET", "/api/turns/\(turn)/events", ["Cookie: \(visitor.cookie)"], expects: 200)
            let rating = #"{"rating":"up","comment":"\#(kept(name + "-comment").question)"}"#
            try await call(
                "PUT", "/api/turns/\(turn)/feedback", ["Cookie: \(visitor.cookie)"], json: rating, expects: 204)
        }
        let fields = ["Cookie: \(visitor.cookie)"]
        try await call("PATCH", path, fields, json: #"{"title":"\#(kept("title").core)"}"#, expects: 200)
        try await call("GET", "/api/conversations?q=\(passing("search").core)", fields, expects: 200)
        return try await visitor.call(kaya, "/api/me/data").body
    }

    /// Puts a right token and wrong ones into the URL of every route there is and of one there is not.
    func useTokensInURLs(_ credentials: Credentials) async throws {
        let right = credentials.bearer.dropFirst("Authorization: Bearer ".count)
        let names = [
            "access_token", "token", "api_key", "key", "password", "%74oken", "access%5Ftoken", "ToKeN", "%61%50i%4bey",
            "refresh_token", "secret", "jwt",
        ]
        let description = try await call("GET", "/api/openapi.yaml", expects: 200).body
        let routes = Self.routes(description) + [("GET", "/nowhere"), ("POST", "/nowhere/else"), ("PUT", "/chat")]
        try #require(routes.count > 30)
        for (number, (method, path)) in routes.enumerated() {
            let wrong = secret("url-\(number)").core
            for value in [wrong, String(right)] {
                let target = "\(path)?q=x&\(names[number % names.count])=\(value)"
                let response = try await call(method, target, [credentials.bearer], expects: 400)
                #expect(method == "HEAD" || response.body.contains(#""code":"bad-request""#))
            }
        }
        for name in names { try await call("GET", "/chat/stream?\(name)=\(secret("named").core)", expects: 400) }
    }

    /// The methods and paths of an OpenAPI description.
    private static func routes(_ description: String) -> [(method: String, path: String)] {
        var (path, routes) = ("", [(method: String, path: String)]())
        for line in description.split(separator: "\n") {
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                path = String(line.dropFirst(2).dropLast()).replacing(/{[a-z]+}/, with: "AAAAAAAAAAAAAAAAAAAAAA")
            } else if let match = line.wholeMatch(of: /\s{4}(get|put|post|delete|head|patch):/), !path.isEmpty {
                routes.append((match.output.1.uppercased(), path))
            }
        }
        return routes
    }
}

import Archive
import Identity
import KayaTesting
import Testing

@Suite("Conversations of those who are logged in", .timeLimit(.minutes(1)))
struct LoginConversationTests {
    private static func run(_ body: (ServerWithAccounts) async throws -> Void) async throws {
        try await ServerWithAccounts.run {
            $0.server.workshop.conversations = InMemoryArchive()
        } _: {
            try await body($0)
        }
    }

    @Test("A login's conversations are its account's, whatever visitor's cookie comes along, and the other way round")
    func logins() async throws {
        try await Self.run { server in
            let visitor = try await server.answer("POST", "/api/conversations", json: #"{"title":"Besuch"}"#)
            let cookie = try #require(visitor.head["set-cookie"]?.split(separator: ";").first.map(String.init))
            let (ada, ben) = (try await server.logIn("ada"), try await server.logIn("ben"))
            let both = ada.bearer.merging(["Cookie": cookie]) { $1 }
            let made = try await server.answer("POST", "/api/conversations", both, json: #"{"title":"Konto"}"#)
            #expect(made.head.status == 201 && made.head["set-cookie"] == nil)
            let (id, other) = (try #require(made.text("id")), try #require(visitor.text("id")))
            let list = try await server.answer("GET", "/api/conversations", both)
            #expect(list.body.contains(id) && !list.body.contains(other))
            #expect(try await server.status("GET", "/api/conversations/\(other)", both) == 404)
            for stranger in [ben.bearer, ["Cookie": cookie], [:]] {
                #expect(try await server.status("GET", "/api/conversations/\(id)", stranger) == 404)
                #expect(try await server.status("DELETE", "/api/conversations/\(id)", stranger) == 404)
                let data = try await server.answer("GET", "/api/me/data", stranger)
                #expect(!data.body.contains(id))
            }
        }
    }

    @Test("A login's cookie changes conversations from a page of ours alone")
    func sameOrigin() async throws {
        try await Self.run { server in
            let login = try await server.logIn()
            let cookie = ["Cookie": try #require(login.cookie("kaya-access"))]
            let made = try await server.answer("POST", "/api/conversations", login.bearer, json: "{}")
            let id = try #require(made.text("id"))
            let turn = "AAAAAAAAAAAAAAAAAAAAAA"
            let writes: [(method: String, path: String, json: String?)] = [
                ("POST", "/api/conversations", "{}"), ("PATCH", "/api/conversations/\(id)", #"{"pinned":true}"#),
                ("POST", "/api/conversations/\(id)/turns", #"{"q":"x"}"#), ("DELETE", "/api/conversations/\(id)", nil),
                ("PUT", "/api/turns/\(turn)/feedback", #"{"rating":"up"}"#),
                ("POST", "/api/turns/\(turn)/cancellation", nil), ("DELETE", "/api/me/data", nil),
                ("POST", "/api/tickets", #"{"q":"x"}"#), ("POST", "/chat/stream", #"{"q":"x"}"#),
            ]
            for write in writes {
                for origin in [
                    [:], ["Sec-Fetch-Site": "same-site"], ["Origin": "null"], ["Origin": "http://b.localhost"],
                ] {
                    let fields = cookie.merging(origin) { $1 }
                    let status = try await server.status(write.method, write.path, fields, json: write.json)
                    #expect(status == 403, "\(write.method) \(write.path) \(origin)")
                }
            }
            #expect(server.server.model.callCount == 0)
            #expect(try await server.status("GET", "/api/conversations/\(id)", login.bearer) == 200)
            let own = cookie.merging(["Sec-Fetch-Site": "same-origin"]) { $1 }
            #expect(try await server.status("DELETE", "/api/conversations/\(id)", own) == 204)
        }
    }

    @Test("A key needs the scope of what it does with a conversation, on every spelling of its path")
    func scopes() async throws {
        try await Self.run { server in
            let login = try await server.logIn()
            let made = try await server.answer("POST", "/api/conversations", login.bearer, json: "{}")
            let id = try #require(made.text("id"))
            let ada = try await server.desk.accounts.account(named: "ada")
            let turn = "AAAAAAAAAAAAAAAAAAAAAA"
            let calls: [(method: String, path: String, json: String?, scopes: Set<Scope>)] = [
                ("GET", "/api/conversations", nil, [.read]), ("GET", "/api/conversations/\(id)", nil, [.read]),
                ("GET", "/api/conversations/\(id)/export", nil, [.read]), ("GET", "/api/feed", nil, [.read]),
                ("GET", "/api/me/data", nil, [.read]), ("GET", "/api/turns/\(turn)", nil, [.read]),
                ("GET", "/api/turns/\(turn)/events", nil, [.read]),
                ("PATCH", "/api/conversations/\(id)", "{}", [.ask, .read]),
                ("POST", "/api/conversations/\(id)/turns", #"{"q":"x"}"#, [.ask, .read]),
                ("POST", "/api/turns/\(turn)/cancellation", nil, [.ask]),
                ("PUT", "/api/turns/\(turn)/feedback", #"{"rating":"up"}"#, [.feedback]),
                ("DELETE", "/api/conversations/\(id)", nil, [.manage]), ("DELETE", "/api/me/data", nil, [.manage]),
            ]
            for call in calls {
                for scope in call.scopes {
                    let others = Scope.everything.subtracting([scope])
                    let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: others)
                    let bearer = ["Authorization": "Bearer \(key.text)"]
                    for path in [
                        call.path, "/" + call.path, call.path + "/", call.path.replacing("api", with: "%61pi"),
                    ] {
                        let status = try await server.status(call.method, path, bearer, json: call.json)
                        #expect(
                            status == 403 || (path.contains("%") && status == 404), "\(call.method) \(path) \(status)")
                    }
                    _ = try await server.store.remove(key.key.id, of: nil)
                }
            }
            #expect(server.server.model.callCount == 0)
        }
    }

    @Test("Two logins behind one address with one browser are two readers: one's stop leaves the other's answer")
    func twoReaders() async throws {
        try await Self.run { server in
            let (ada, ben) = (try await server.logIn("ada"), try await server.logIn("ben"))
            try await server.server.connect { first in
                try await first.request("GET", "/chat/stream?q=Moin", ada.bearer)
                let turn = try #require(try await first.head()["stream-id"])
                let call = await server.server.model.nextCall()
                try await server.server.connect { second in
                    try await second.request("GET", "/chat/stream?q=Moin", ben.bearer)
                    #expect(try await second.head()["stream-id"] == turn)
                    #expect(try await server.status("POST", "/api/turns/\(turn)/cancellation", ada.bearer) == 202)
                    #expect(try await first.frames().last?.contains(#""finish":"stopped""#) == true)
                    call.say("Moin, Ben")
                    call.finish()
                    #expect(try await second.frames().last?.contains(#""fullText":"Moin, Ben""#) == true)
                }
            }
        }
    }
}

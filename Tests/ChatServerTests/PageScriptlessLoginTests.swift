import Archive
import ChatServer
import Foundation
import Identity
import KayaTesting
import Testing

@Suite("Logging in and erasing everything without script", .timeLimit(.minutes(1)))
struct PageScriptlessLoginTests {
    private static func run(
        isRequired: Bool = true, _ body: (ServerWithAccounts) async throws -> Void
    ) async throws {
        try await PageUnderTest.run(files: PageUnderTest.files) { page in
            try await ServerWithAccounts.run { setup in
                setup.identity.isRequired = isRequired
                setup.server.server.page = PageConfiguration(folder: page.folder.path)
                setup.server.workshop.conversations = InMemoryArchive()
            } _: { server in
                try await body(server)
            }
        }
    }

    private static let ours = ["Origin": "http://localhost"]

    private static func post(
        _ server: ServerWithAccounts, _ target: String, _ body: String, _ fields: [String: String] = ours
    ) async throws -> HTTPPeer.Response {
        let type = ["Content-Type": "application/x-www-form-urlencoded"]
        return try await server.answer("POST", target, fields.merging(type) { $1 }, json: body)
    }

    private static func form(_ name: String = "ada", password: String? = nil) -> String {
        let text = password ?? TestIdentity.password(of: name)
        return "name=\(name)&password=\(text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
    }

    private static func cookies(_ answer: HTTPPeer.Response) -> [String] {
        answer.head.fields.filter { $0.name == "set-cookie" }.map(\.value)
    }

    /// What a browser sends that has logged in.
    private static func loggedIn(_ server: ServerWithAccounts, _ name: String = "ada") async throws -> [String: String]
    {
        let answer = try await post(server, "/login", form(name))
        let access = cookies(answer).first { $0.hasPrefix("kaya-access=") }
        return ours.merging(["Cookie": String(access?.split(separator: ";").first ?? "")]) { $1 }
    }

    @Test("A form logs in with the cookies of every login, and another one out")
    func inAndOut() async throws {
        try await Self.run { server in
            let start = try await server.answer("GET", "/?script=none")
            #expect(start.body.contains("action=\"/login\"") && start.body.contains("Bitte melden Sie sich an."))
            let answer = try await Self.post(server, "/login", Self.form())
            #expect(answer.head.status == 303 && answer.head["location"] == "/?script=none")
            #expect(answer.head["cache-control"] == "no-store" && !answer.body.contains("kayar_"))
            let cookies = Self.cookies(answer)
            #expect(cookies.contains { $0.hasPrefix("kaya-access=") && $0.contains("; HttpOnly; SameSite=Lax") })
            #expect(cookies.contains { $0.hasPrefix("kaya-refresh=") && $0.contains("Path=/api/login;") })
            #expect(cookies.contains { $0.hasPrefix("kaya-refresh=") && $0.contains("; HttpOnly; SameSite=Strict") })
            let ada = try await Self.loggedIn(server)
            let page = try await server.answer("GET", "/?script=none", ada)
            #expect(page.body.contains("Angemeldet als ada") && page.body.contains("action=\"/logout\""))
            #expect(!page.body.contains("action=\"/login\"") && page.head["cache-control"] == "no-store")
            let out = try await Self.post(server, "/logout", "", ada)
            #expect(out.head["location"] == "/?script=none&done=logged-out")
            #expect(Self.cookies(out).count == 3 && Self.cookies(out).allSatisfy { $0.contains("Max-Age=0") })
            #expect(try await server.status("GET", "/api/me", ada) == 401)
            // The cookie is good no longer, and can be got rid of all the same.
            let again = try await Self.post(server, "/logout", "", ada)
            #expect(again.head.status == 303)
        }
    }

    @Test("Over an encrypted connection the cookies are Secure, under names that only this host can set")
    func secureCookies() async throws {
        try await PageUnderTest.run(files: PageUnderTest.files) { page in
            try await ServerWithAccounts.run { setup in
                setup.server.server.trustedProxies = AddressRange.loopback
                setup.server.server.page = PageConfiguration(folder: page.folder.path)
            } _: { server in
                let fields = ["X-Forwarded-Proto": "https", "Sec-Fetch-Site": "same-origin"]
                let cookies = Self.cookies(try await Self.post(server, "/login", Self.form(), fields))
                #expect(cookies.contains { $0.hasPrefix("__Host-kaya-access=") && $0.hasSuffix("; Secure") })
                #expect(cookies.contains { $0.hasPrefix("__Secure-kaya-refresh=") && $0.hasSuffix("; Secure") })
            }
        }
    }

    @Test("Unknown, wrong and disabled are answered alike, to the byte, and tried too often they have to wait")
    func noEnumeration() async throws {
        try await Self.run { server in
            try await server.store.change(server.desk.accounts.account(named: "ben").id, .disabled(true))
            var bodies: Set<String> = []
            for (name, password) in [("ada", "wrong"), ("eve", "wrong"), ("ben", TestIdentity.password(of: "ben"))] {
                let answer = try await Self.post(server, "/login", Self.form(name, password: password))
                #expect(answer.head.status == 401 && answer.head["set-cookie"] == nil)
                #expect(answer.body.contains("Name oder Passwort stimmen nicht."))
                #expect(!answer.body.contains(password))
                bodies.insert(answer.body.replacing("value=\"\(name)\"", with: ""))
            }
            #expect(bodies.count == 1)
            var last = try await Self.post(server, "/login", Self.form("ada", password: "wrong"))
            for _ in 0..<10 { last = try await Self.post(server, "/login", Self.form("ada", password: "wrong")) }
            #expect(last.head.status == 429 && last.head["retry-after"] != nil)
            // The limit is that of the API: there it is reached as well.
            let json = #"{"name":"ada","password":"\#(TestIdentity.password(of: "ada"))"}"#
            #expect(try await server.status("POST", "/api/login", json: json) == 429)
        }
    }

    @Test("A question that needed a login is there after it, and a conversation is gone on with")
    func goingOn() async throws {
        try await Self.run { server in
            let refused = try await Self.post(server, "/ask", "q=Wer+%3Cb%3E")
            #expect(refused.head.status == 401)
            #expect(refused.body.contains("<input type=\"hidden\" name=\"q\" value=\"Wer &lt;b&gt;\">"))
            let asked = try await Self.post(server, "/login", Self.form() + "&q=Wer+%3Cb%3E")
            #expect(asked.head.status == 200 && Self.cookies(asked).count == 3)
            #expect(asked.body.contains("Wer &lt;b&gt;</textarea>") && asked.body.contains("Sie sind angemeldet."))
            let id = "7Qm2Zr0cT1bYw8KpXe5LdA"
            let missing = try await server.answer("GET", "/c/\(id)?script=none")
            #expect(missing.head.status == 401 && missing.body.contains("name=\"conversation\" value=\"\(id)\""))
            let back = try await Self.post(server, "/login", Self.form() + "&conversation=\(id)&lang=en")
            #expect(back.head["location"] == "/c/\(id)?script=none&lang=en")
        }
    }

    @Test(
        "A login leads nowhere but to a page of this server",
        arguments: [
            "https://evil.example", "//evil.example", "/\\evil.example", "x%0D%0ALocation:+http://evil.example",
        ])
    func noOpenRedirect(_ place: String) async throws {
        try await Self.run { server in
            for name in ["conversation", "lang", "to", "next", "location"] {
                let answer = try await Self.post(server, "/login", Self.form() + "&\(name)=\(place)")
                #expect(answer.head["location"] == "/?script=none", "\(name)")
            }
        }
    }

    @Test(
        "A form of another site neither logs in nor out, and erases nothing",
        arguments: [
            ["Origin": "http://evil.example"], ["Origin": "null"], [:],
            ["Sec-Fetch-Site": "same-site", "Origin": "http://localhost"], ["Sec-Fetch-Site": "cross-site"],
        ])
    func crossSite(_ fields: [String: String]) async throws {
        try await Self.run { server in
            let ada = try await Self.loggedIn(server)
            _ = try await Self.post(server, "/ask", "q=Wer", ada)
            let foreign = fields.merging(["Cookie": ada["Cookie"] ?? ""]) { $1 }
            for target in ["/login", "/logout", "/erase"] {
                let answer = try await Self.post(server, target, Self.form("ben"), foreign)
                #expect(answer.head.status == 403 && answer.head["set-cookie"] == nil, "\(target)")
            }
            let page = try await server.answer("GET", "/?script=none", ada)
            #expect(page.body.contains("Angemeldet als ada") && page.body.contains(">Wer</a>"))
        }
    }

    @Test("Everything of somebody's is erased after a question, and nothing of anybody else's")
    func erasing() async throws {
        try await Self.run(isRequired: false) { server in
            let (ada, ben) = (try await Self.loggedIn(server), try await Self.loggedIn(server, "ben"))
            for person in [ada, ben] { _ = try await Self.post(server, "/ask", "q=Wer", person) }
            let start = try await server.answer("GET", "/?script=none", ada)
            #expect(start.body.contains("/?script=none&amp;erase=ask") && start.body.contains(">Wer</a>"))
            let question = try await server.answer("GET", "/?script=none&erase=ask", ada)
            #expect(question.body.contains("Wirklich alles löschen?"))
            #expect(question.body.contains("action=\"/erase\""))
            let erased = try await Self.post(server, "/erase", "", ada)
            #expect(erased.head["location"] == "/?script=none&done=erased")
            #expect(try await !server.answer("GET", "/?script=none", ada).body.contains(">Wer</a>"))
            #expect(try await server.answer("GET", "/?script=none", ben).body.contains(">Wer</a>"))
            // Of somebody of whom nothing is kept there is nothing to erase.
            let nothing = try await Self.post(server, "/erase", "")
            #expect(nothing.head.status == 303)
        }
    }

    @Test("Whoever's login has run out is no stranger: the question waits until they log in, or go on without")
    func runOut() async throws {
        try await Self.run(isRequired: false) { server in
            let ada = try await Self.loggedIn(server)
            let place = try #require(ScriptlessPeer.Place(try await Self.post(server, "/ask", "q=Wer", ada)))
            await server.server.modelAnswers("Anna.")
            // The access cookie is gone, or still there with a token that is good no longer.
            server.time.advance(by: .seconds(901))
            let page = try await server.answer("GET", place.page, ada)
            #expect(page.head.status == 401 && page.body.contains("action=\"/login\""))
            let gone = Self.ours.merging(["Cookie": "kaya-logged-in=1"]) { $1 }
            #expect(try await server.status("GET", place.page, gone) == 401)
            #expect(try await server.status("GET", "/api/conversations", gone) == 200, "it means nothing to programs")
            let refused = try await Self.post(server, "/c/\(place.conversation)/ask", "q=Und+wann", gone)
            #expect(refused.head.status == 401 && refused.body.contains("name=\"q\" value=\"Und wann\""))
            #expect(refused.body.contains("Ohne Anmeldung weiter"))
            let back = try await Self.post(
                server, "/login", Self.form() + "&q=Und+wann&conversation=\(place.conversation)", ada)
            #expect(back.body.contains("action=\"/c/\(place.conversation)/ask\""))
            #expect(back.body.contains("Und wann</textarea>"))
            let without = try await Self.post(server, "/logout", "q=Und+wann", gone)
            #expect(without.body.contains("action=\"/ask\"") && without.body.contains("Und wann</textarea>"))
            #expect(Self.cookies(without).count == 3 && Self.cookies(without).allSatisfy { $0.contains("Max-Age=0") })
            #expect(try await server.answer("GET", "/?script=none").body.contains("action=\"/ask\""))
        }
    }

    @Test("Where nobody can log in there is no form for it")
    func withoutAccounts() async throws {
        try await ScriptlessPeer.run { anna in
            let start = try await anna.get("/?script=none&login=ask")
            #expect(start.head.status == 200 && !start.body.contains("action=\"/login\""))
            let answer = try await anna.post("/login", ["name": "x"])
            #expect([404, 405].contains(answer.head.status))
        }
    }
}

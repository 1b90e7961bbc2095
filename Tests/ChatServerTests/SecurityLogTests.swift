import Dialogue
import KayaTesting
import Testing

@testable import ChatServer

@Suite("The security log", .timeLimit(.minutes(1)))
struct SecurityLogTests {
    @Test(
        "Of an address only its network is kept",
        arguments: [
            ("192.0.2.77", "192.0.2.0/24"), ("2001:db8:7:1::5", "2001:db8:7::/48"), ("::1", "0:0:0::/48"), ("-", "-"),
            ("", "-"),
        ])
    func networks(_ address: String, _ network: String) {
        #expect(SecurityLog.network(of: address) == network)
    }

    @Test("What is deleted without script is a line of it; asking and stopping are none")
    func forms() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wo?"])))
            let call = await anna.server.model.nextCall()
            _ = try await anna.post("/c/\(place.conversation)/stop", ["turn": place.turn])
            await call.cancelled()
            _ = try await anna.post("/c/\(place.conversation)/delete", [:])
            let deleted = await anna.server.line("security")
            #expect(deleted.field("http.route") == "/c/{conversation}/{action}")
            _ = try await anna.post("/erase", [:])
            #expect(await anna.server.line("security").field("http.route") == "/erase")
        }
    }

    @Test("A wrong login, and a foreign page's request, are lines of it; a question is none")
    func lines() async throws {
        try await ServerWithAccounts.run { server async throws in
            let wrong = #"{"name":"eva-tippt-hier","password":"falsches-passwort"}"#
            #expect(try await server.status("POST", "/api/login", [:], json: wrong) == 401)
            let refused = await server.server.line("security")
            #expect(refused.field("http.route") == "/api/login")
            #expect(refused.field("http.status") == "401")
            #expect(refused.field("client.network") == "127.0.0.0/24")
            #expect(!"\(refused.metadata)".contains("eva-tippt-hier"))
            #expect(!"\(refused.metadata)".contains("falsches-passwort"))
            #expect(try await server.status("GET", "/api/status", [:]) == 200)
            #expect(try await server.status("GET", "/healthz", ["Sec-Fetch-Site": "cross-site"]) == 403)
            let foreign = await server.server.line("security")
            #expect(foreign.field("http.status") == "403")
        }
    }
}

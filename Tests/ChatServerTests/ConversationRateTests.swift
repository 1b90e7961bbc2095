import Archive
import KayaTesting
import Testing

@testable import ChatServer

@Suite("How many conversations a client may begin", .timeLimit(.minutes(1)))
struct ConversationRateTests {
    @Test("Over HTTP one more is rate-limited and says when to come back, whatever cookie comes with it")
    func overHTTP() async throws {
        try await ServerUnderTest.run {
            $0.workshop.conversations = InMemoryArchive()
            $0.server.limits.conversationsPerMinute = 2
            $0.server.trustedProxies = AddressRange.loopback
        } _: { server in
            let here = ["X-Forwarded-For": "2001:db8:0:1::1"]
            for _ in 0..<2 {
                #expect(try await server.answer("POST", "/api/conversations", here, json: "{}").head.status == 201)
            }
            let cookie = ["X-Forwarded-For": "2001:db8:0:1::2", "Cookie": "kaya-visitor=AAAAAAAAAAAAAAAAAAAAAA"]
            let refused = try await server.answer("POST", "/api/conversations", cookie, json: "{}")
            #expect(refused.head.status == 429)
            #expect(refused.body.contains(#""code":"rate-limited""#))
            #expect((1...60).contains(refused.head["retry-after"].flatMap { Int($0) } ?? 0))
            let there = ["X-Forwarded-For": "2001:db8:0:2::1"]
            #expect(try await server.answer("POST", "/api/conversations", there, json: "{}").head.status == 201)
        }
    }

    @Test("Whoever is logged in is counted by their account and not by their address")
    func accounts() async throws {
        try await ServerWithAccounts.run {
            $0.server.workshop.conversations = InMemoryArchive()
            $0.server.server.limits.conversationsPerMinute = 1
        } _: { server in
            let login = try await server.logIn().bearer
            let begin = "/api/conversations"
            #expect(try await server.status("POST", begin, [:], json: "{}") == 201)
            #expect(try await server.status("POST", begin, [:], json: "{}") == 429)
            #expect(try await server.status("POST", begin, login, json: "{}") == 201)
            #expect(try await server.status("POST", begin, login, json: "{}") == 429)
        }
    }
}

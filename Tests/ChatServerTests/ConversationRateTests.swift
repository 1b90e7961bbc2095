import Archive
import KayaTesting
import Testing
import Turns

@testable import ChatServer

@Suite("How many conversations a client may begin", .timeLimit(.minutes(1)))
struct ConversationRateTests {
    private let anna = ConversationGate.Client.network("192.0.2.1")
    private let bert = ConversationGate.Client.network("192.0.2.2")

    @Test("So many in a minute and no more, each client by itself, and how long to wait is told exactly")
    func minute() {
        var rate = MinuteRate<ConversationGate.Client>(limit: 2)
        #expect(rate.begin(by: anna, at: .seconds(10)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(30)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(30)) == .seconds(40))
        #expect(rate.begin(by: bert, at: .seconds(30)) == nil)
        #expect(rate.begin(by: .owner("192.0.2.1"), at: .seconds(30)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(69)) == .seconds(1))
        #expect(rate.begin(by: anna, at: .seconds(70)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(71)) == nil)
        #expect(rate.begin(by: anna, at: .seconds(72)) == .seconds(58))
    }

    @Test("Without a limit nobody is counted")
    func none() {
        var rate = MinuteRate<ConversationGate.Client>(limit: 0)
        for _ in 0..<1_000 { #expect(rate.begin(by: anna, at: .zero) == nil) }
        #expect(rate.clientCount == 0)
    }

    @Test("However many clients come, few are remembered, and those who begin the most stay among them")
    func bound() {
        var rate = MinuteRate<ConversationGate.Client>(limit: 3, maximumClients: 100)
        for _ in 0..<3 { _ = rate.begin(by: anna, at: .zero) }
        for number in 0..<10_000 {
            #expect(rate.begin(by: .network("\(number)"), at: .milliseconds(number)) == nil)
            #expect(rate.clientCount <= 100)
        }
        #expect(rate.begin(by: anna, at: .seconds(59)) == .seconds(1))
    }

    @Test("Minutes that are over make room before any that runs")
    func old() {
        var rate = MinuteRate<ConversationGate.Client>(limit: 3, maximumClients: 100)
        for number in 0..<100 { for _ in 0..<2 { _ = rate.begin(by: .network("\(number)"), at: .zero) } }
        _ = rate.begin(by: anna, at: .seconds(60))
        #expect(rate.clientCount == 1)
    }

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

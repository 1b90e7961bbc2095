import ChatServer
import Dialogue
import Foundation
import Identity
import KayaTesting
import Testing

@Suite("GET /api/status")
struct StatusRouteTests {
    private func page(_ body: String) throws -> NSDictionary {
        let json = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return try #require(json?["page"] as? NSDictionary)
    }

    @Test("A page is told the lengths that are allowed here, as they are set")
    func limits() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.questionCharacters = 123
        } _: { server in
            let body = try await server.answer("GET", "/api/status").body
            #expect(
                body.contains(
                    #""limits":{"commentCharacters":2000,"questionCharacters":123,"titleCharacters":200}"#))
        }
    }

    @Test("Examples are in the asker's language, and there are none where no folder has any")
    func examples() async throws {
        try await ServerUnderTest.run {
            $0.knowledge.examples = { $0 == .german ? ["Was kostet das?", "Wo?"] : ["Where?"] }
        } _: { server in
            let german = try page(try await server.answer("GET", "/api/status").body)
            #expect(german == ["name": "Kaya", "examples": ["Was kostet das?", "Wo?"], "notices": [], "debug": false])
            let english = try await server.answer("GET", "/api/status", ["Accept-Language": "en"]).body
            #expect(try page(english)["examples"] as? [String] == ["Where?"])
        }
        try await ServerUnderTest.run { server in
            let body = try await server.answer("GET", "/api/status").body
            #expect(try page(body)["examples"] as? [String] == [])
        }
    }

    @Test("A notice is said in the asker's language, or in the one that there is")
    func notices() async throws {
        let texts: [(german: String?, english: String?, expected: [String])] = [
            ("Wartung", "Maintenance", ["Wartung", "Maintenance"]), ("Wartung", nil, ["Wartung", "Wartung"]),
            (nil, "Maintenance", ["Maintenance", "Maintenance"]),
        ]
        for text in texts {
            try await ServerUnderTest.run {
                $0.server.notice = ServiceNotice(.warning, german: text.german, english: text.english)
            } _: { server in
                for (language, expected) in zip(["de", "en"], text.expected) {
                    let body = try await server.answer("GET", "/api/status", ["Accept-Language": language]).body
                    #expect(
                        try page(body)["notices"] as? [[String: String]] == [["level": "warning", "text": expected]])
                }
            }
        }
        #expect(ServiceNotice(.info, german: nil, english: nil) == nil)
    }

    @Test("Whoever may look into answers is told so")
    func debug() async throws {
        try await ServerWithAccounts.run { server in
            _ = try await server.desk.accounts.add(
                name: "eva", role: .admin, password: TestIdentity.password(of: "eva"))
            for (name, mayDebug) in [("ada", false), ("eva", true)] {
                let bearer = try await server.logIn(name).bearer
                #expect(
                    try page(try await server.answer("GET", "/api/status", bearer).body)["debug"] as? Bool == mayDebug)
            }
        }
    }
}

import Identity
import KayaTesting
import LanguageModels
import Testing

@Suite("Tickets over HTTP", .timeLimit(.minutes(1)))
struct TicketRouteTests {
    private func ticket(_ server: ServerWithAccounts, _ login: ServerWithAccounts.LoggedIn) async throws -> String {
        let response = try await server.answer("POST", "/api/tickets", login.bearer, json: #"{"q":"Moin, Ada"}"#)
        #expect(response.head.status == 201 && response.body.contains(#""expiresIn":60"#))
        return try #require(response.text("ticket"))
    }

    @Test("A ticket asks its question once, without cookie or field, from a page of any origin that may call")
    func once() async throws {
        try await ServerWithAccounts.run {
            $0.identity.isRequired = true
        } _: { server in
            let ticket = try await ticket(server, try await server.logIn())
            try await server.server.connect { peer in
                try await peer.request("GET", "/chat/stream?ticket=\(ticket)&q=etwas+anderes")
                #expect(try await peer.head().status == 200)
                let call = await server.server.model.nextCall()
                #expect(call.prompt.messages.last?.text.contains("Moin, Ada") == true)
                call.say("Guten Tag")
                call.finish()
                while let frame = try await peer.frame(), !frame.contains("Guten Tag") {}
            }
            #expect(try await server.status("GET", "/chat/stream?ticket=\(ticket)") == 401)
        }
    }

    @Test("A ticket that is old, foreign, invented, doubled, or of a login that has ended is refused and asks no model")
    func refused() async throws {
        try await ServerWithAccounts.run { server in
            let (ada, ben) = (try await server.logIn("ada"), try await server.logIn("ben"))
            let foreign = try await ticket(server, ada)
            #expect(try await server.status("GET", "/chat/stream?ticket=\(foreign)", ben.bearer) == 401)
            #expect(try await server.status("GET", "/chat/stream?ticket=\(foreign)", ada.bearer) == 401)
            let old = try await ticket(server, ada)
            server.time.advance(by: .seconds(60))
            #expect(try await server.status("GET", "/chat/stream?ticket=\(old)") == 401)
            let ended = try await ticket(server, ada)
            #expect(try await server.status("DELETE", "/api/login", ada.bearer) == 204)
            #expect(try await server.status("GET", "/chat/stream?ticket=\(ended)") == 401)
            for text in ["", "x", "kayat_\(String(repeating: "A", count: 43))"] {
                #expect(try await server.status("GET", "/chat/stream?q=Moin&ticket=\(text)") == 401)
            }
            let doubled = try await ticket(server, ben)
            #expect(try await server.status("GET", "/chat/stream?ticket=\(doubled)&ticket=\(doubled)") == 400)
            #expect(try await server.status("POST", "/api/tickets", json: #"{"q":"Moin"}"#) == 401)
            #expect(try await server.status("POST", "/api/tickets", ben.bearer, json: #"{"q":" "}"#) == 422)
            #expect(server.server.model.callCount == 0)
        }
    }
}

import Archive
import Dialogue
import Identity
import KayaTesting
import Testing

@Suite("Revocation reaches what is being read", .timeLimit(.minutes(1)))
struct RevocationTests {
    /// Opens a stream, does something, and expects the server to close the connection in the middle of the answer.
    private func expectCut(
        _ server: ServerWithAccounts, _ fields: [String: String], by action: () async throws -> Void
    ) async throws {
        try await server.server.connect { peer in
            try await peer.request("GET", "/chat/stream?q=Moin+\(fields.count)", fields)
            #expect(try await peer.head().status == 200)
            let call = await server.server.model.nextCall()
            call.say("Guten")
            while let frame = try await peer.frame(), !frame.contains("Guten") {}
            try await action()
            await #expect(throws: HTTPPeer.Ended.self) {
                while try await peer.frame() != nil {}
            }
            #expect(await server.server.line("stream").field("stream.outcome") == "reader-left")
            call.finish()
        }
    }

    @Test("Logging out ends the running streams of that login at once, and of no other")
    func logout() async throws {
        try await ServerWithAccounts.run { server in
            let (login, other) = (try await server.logIn(), try await server.logIn())
            try await server.server.connect { peer in
                try await peer.request("GET", "/chat/stream?q=andere", other.bearer)
                _ = try await peer.head()
                let call = await server.server.model.nextCall()
                try await expectCut(server, login.bearer) {
                    let ended = try await server.status("DELETE", "/api/login", login.bearer)
                    #expect(ended == 204)
                }
                call.say("geht weiter")
                while let frame = try await peer.frame(), !frame.contains("geht weiter") {}
                call.finish()
            }
        }
    }

    @Test("A refresh token used again ends the streams of its login at once")
    func replay() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let cookie = ["Cookie": try #require(login.cookie("kaya-refresh")), "Sec-Fetch-Site": "same-origin"]
            try await expectCut(server, login.bearer) {
                let first = try await server.status("POST", "/api/login/refresh", cookie)
                let second = try await server.status("POST", "/api/login/refresh", cookie)
                #expect(first == 200 && second == 401)
            }
        }
    }

    @Test("What another process ends is seen within half a second: account, password, key", arguments: 0..<3)
    func elsewhere(_ way: Int) async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let key = try await server.desk.accounts.makeKey(
                for: try await server.desk.accounts.account(named: "ada").id, name: "k", scopes: [.ask])
            let fields = way == 2 ? ["Authorization": "Bearer \(key.text)"] : login.bearer
            await server.time.sleeper()
            try await expectCut(server, fields) {
                // Lets the watch see the stream once, so that it ends by the change alone.
                server.time.advance(by: .milliseconds(500))
                await server.time.sleeper()
                switch way {
                case 0: try await server.store.change(key.key.account, .disabled(true))
                case 1: try await server.desk.accounts.setPassword("ein neues Passwort", of: key.key.account)
                default: _ = try await server.store.remove(key.key.id, of: nil)
                }
                server.time.advance(by: .milliseconds(500))
            }
        }
    }

    @Test("A stream ends when its access token expires")
    func expiry() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            await server.time.sleeper()
            try await expectCut(server, login.bearer) { server.time.advance(by: .seconds(900)) }
        }
    }

    @Test("Whoever waits for a whole answer or polls is sent away as well")
    func waiting() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            try await server.server.connect { peer in
                try await peer.request("POST", "/chat", login.bearer, json: #"{"q":"Moin"}"#)
                let call = await server.server.model.nextCall()
                #expect(try await server.status("DELETE", "/api/login", login.bearer) == 204)
                await #expect(throws: HTTPPeer.Ended.self) { _ = try await peer.head() }
                call.finish()
            }
        }
    }

    @Test("Revoking a key ends its running streams at once, and not the request that revokes it")
    func keyRevocation() async throws {
        try await ServerWithAccounts.run { server in
            let login = try await server.logIn()
            let ada = try await server.desk.accounts.account(named: "ada")
            let key = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: Scope.everything)
            let bearer = ["Authorization": "Bearer \(key.text)"]
            try await expectCut(server, bearer) {
                let revoked = try await server.status("DELETE", "/api/keys/\(key.key.id)", login.bearer)
                #expect(revoked == 204)
            }
            let other = try await server.desk.accounts.makeKey(for: ada.id, name: "k", scopes: Scope.everything)
            let own = ["Authorization": "Bearer \(other.text)"]
            #expect(try await server.status("DELETE", "/api/keys/\(other.key.id)", own) == 204)
        }
    }

    @Test("A feed ends with its login")
    func feed() async throws {
        try await ServerWithAccounts.run {
            $0.server.workshop.conversations = InMemoryArchive()
        } _: { server in
            let login = try await server.logIn()
            try await server.server.connect { peer in
                try await peer.request("GET", "/api/feed", login.bearer)
                #expect(try await peer.head().status == 200)
                #expect(try await peer.frame()?.contains("running") == true)
                #expect(try await server.status("DELETE", "/api/login", login.bearer) == 204)
                await #expect(throws: HTTPPeer.Ended.self) { while try await peer.frame() != nil {} }
            }
        }
    }

    @Test("An export that is still being read ends with its login")
    func export() async throws {
        let archive = InMemoryArchive()
        try await ServerWithAccounts.run {
            $0.server.workshop.conversations = archive
        } _: { server in
            let login = try await server.logIn()
            let ada = try await server.desk.accounts.account(named: "ada")
            let scene = ConversationScene(archive)
            // More than the sockets of both sides hold, so that the server waits for its reader.
            for number in UInt64(1)...40 {
                let conversation = try await scene.begin(number, of: ada.id.owner)
                try await scene.ask(String(repeating: "a", count: 1 << 20), number, in: conversation)
            }
            try await server.server.connect { peer in
                try await peer.request("GET", "/api/me/data", login.bearer)
                let head = try await peer.head()
                #expect(head.status == 200)
                #expect(try await server.status("DELETE", "/api/login", login.bearer) == 204)
                await #expect(throws: HTTPPeer.Ended.self) { _ = try await peer.rest(of: head) }
            }
        }
    }
}

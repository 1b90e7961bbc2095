import ChatServer
import Identity
import KayaTesting

/// A server where Ada, a reader, and Ben, an editor, can log in.
struct ServerWithAccounts: Sendable {
    let server: ServerUnderTest
    let desk: IdentityDesk
    let store: InMemoryIdentityStore
    let time: ManualIdentityTime

    /// What a login answered.
    struct LoggedIn: Sendable {
        let accessToken: String
        let response: HTTPPeer.Response

        var bearer: [String: String] { ["Authorization": "Bearer \(accessToken)"] }

        /// A cookie as the browser would send it back.
        func cookie(_ name: String) -> String? {
            response.head.fields.first { $0.name == "set-cookie" && $0.value.hasPrefix(name + "=") }
                .flatMap { $0.value.split(separator: ";").first.map(String.init) }
        }
    }

    struct Setup {
        var identity = IdentityConfiguration()
        var server = ServerUnderTest.Setup()
    }

    static func run(
        _ configure: (inout Setup) -> Void = { _ in },
        _ body: (ServerWithAccounts) async throws -> Void
    ) async throws {
        let (store, time) = (InMemoryIdentityStore(), ManualIdentityTime())
        var setup = Setup()
        configure(&setup)
        let desk = try await TestIdentity.desk(store: store, configuration: setup.identity, time: time)
        for (name, role) in [("ada", Role.reader), ("ben", .editor)] {
            _ = try await desk.accounts.add(name: name, role: role, password: TestIdentity.password(of: name))
        }
        setup.server.identity = desk
        let ready = setup.server
        try await ServerUnderTest.run {
            $0 = ready
            $0.server.port = 0
        } _: { server in
            try await body(ServerWithAccounts(server: server, desk: desk, store: store, time: time))
        }
    }

    func answer(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws -> HTTPPeer.Response {
        try await server.answer(method, target, fields, json: json)
    }

    /// The status of an answer.
    func status(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws -> Int {
        try await answer(method, target, fields, json: json).head.status
    }

    func logIn(_ name: String = "ada", _ fields: [String: String] = [:]) async throws -> LoggedIn {
        let body = #"{"name":"\#(name)","password":"\#(TestIdentity.password(of: name))"}"#
        let response = try await answer("POST", "/api/login", fields, json: body)
        return LoggedIn(accessToken: response.text("accessToken") ?? "", response: response)
    }
}

extension HTTPPeer.Response {
    /// The text of a member of a flat JSON body.
    func text(_ name: String) -> String? {
        guard let start = body.firstRange(of: "\"\(name)\":\"")?.upperBound else { return nil }
        return String(body[start...].prefix { $0 != "\"" })
    }
}

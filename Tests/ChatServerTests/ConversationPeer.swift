import Archive
import Dialogue
import Foundation
import KayaTesting
import Testing

/// A browser that keeps its visitor's cookie, for conversations.
struct ConversationPeer: Sendable {
    let server: ServerUnderTest
    var cookie: String?

    struct Answer {
        var status: Int
        var head: HTTPPeer.Head
        var body: String

        /// The body as JSON.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }

        var code: String? { json["code"] as? String }
    }

    /// A browser without a cookie, and a server that keeps conversations, for as long as `body` runs.
    static func run(
        _ configure: (inout ServerUnderTest.Setup) -> Void = { _ in },
        _ body: (inout ConversationPeer) async throws -> Void
    ) async throws {
        try await ServerUnderTest.run { setup in
            setup.workshop.conversations = InMemoryArchive()
            configure(&setup)
        } _: { server in
            var peer = ConversationPeer(server: server)
            try await body(&peer)
        }
    }

    func call(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws -> Answer {
        var fields = fields
        if let cookie { fields["Cookie"] = cookie }
        let response = try await server.answer(method, target, fields, json: json)
        return Answer(status: response.head.status, head: response.head, body: response.body)
    }

    /// Begins a conversation, and takes the cookie that comes with the first one.
    mutating func begin(_ json: String = "{}") async throws -> String {
        let answer = try await call("POST", "/api/conversations", json: json)
        try #require(answer.status == 201)
        if cookie == nil {
            cookie = try #require(answer.head["set-cookie"]?.split(separator: ";").first.map(String.init))
        }
        return try #require(answer.json["id"] as? String)
    }

    /// Begins one more conversation of a visitor that has a cookie.
    func begunConversation() async throws -> String {
        let answer = try await call("POST", "/api/conversations", json: "{}")
        return try #require(answer.json["id"] as? String)
    }

    /// Asks, and returns the turn's id without waiting for the answer.
    func ask(_ question: String, in conversation: String) async throws -> String {
        let receipt = try await call(
            "POST", "/api/conversations/\(conversation)/turns", json: #"{"q": "\#(question)"}"#)
        try #require(receipt.status == 201)
        return try #require(receipt.json["turn"] as? String)
    }

    /// Asks, lets the model answer, and waits for the end.
    func ask(_ question: String, in conversation: String, answer: String) async throws -> String {
        let turn = try await ask(question, in: conversation)
        await server.modelAnswers(answer)
        _ = try await call("GET", "/api/turns/\(turn)/events")
        return turn
    }
}

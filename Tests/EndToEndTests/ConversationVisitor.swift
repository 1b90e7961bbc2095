import Foundation
import Testing

/// A browser that keeps its visitor's cookie over restarts of Kaya.
struct ConversationVisitor {
    private(set) var cookie = ""
    private(set) var conversation = ""

    /// Begins a conversation.
    init(at kaya: KayaProcess) async throws {
        let response = try #require(try await kaya.get("/api/conversations", method: "POST", body: "{}"))
        try #require(response.status == 201)
        cookie = String(try #require(response.fields["set-cookie"]).prefix { $0 != ";" })
        conversation = try #require(try Self.json(response)["id"] as? String)
    }

    func call(
        _ kaya: KayaProcess, _ target: String, method: String = "GET", fields: [String] = [], body: String = ""
    ) async throws -> KayaProcess.Response {
        try #require(
            try await kaya.get(target, method: method, fields: ["Cookie: \(cookie)"] + fields, body: body))
    }

    /// Asks, and returns the turn's id.
    func ask(_ kaya: KayaProcess, _ question: String, requestID: String) async throws -> String {
        let response = try await call(
            kaya, "/api/conversations/\(conversation)/turns", method: "POST",
            body: #"{"q": "\#(question)", "requestId": "\#(requestID)"}"#)
        try #require(response.status == 201, "\(response)")
        return try #require(try Self.json(response)["turn"] as? String)
    }

    /// A turn as it is stored.
    func turn(_ kaya: KayaProcess, _ id: String) async throws -> [String: Any] {
        try Self.json(try await call(kaya, "/api/turns/\(id)"))
    }

    private static func json(_ response: KayaProcess.Response) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(response.body.utf8)) as? [String: Any])
    }
}

import Archive
import ChatServer
import Foundation
import KayaTesting
import Testing

/// A browser without script that keeps its cookie, on a server that keeps conversations.
struct ScriptlessPeer {
    let page: PageUnderTest
    var cookie: String?

    var server: ServerUnderTest { page.server }

    /// A browser without a cookie, for as long as `body` runs.
    static func run(
        _ configure: (inout ServerUnderTest.Setup) -> Void = { _ in },
        _ body: (inout ScriptlessPeer) async throws -> Void
    ) async throws {
        try await PageUnderTest.run(files: PageUnderTest.files) { setup in
            setup.workshop.conversations = InMemoryArchive()
            configure(&setup)
        } _: { page in
            var peer = ScriptlessPeer(page: page)
            try await body(&peer)
        }
    }

    func get(_ target: String, _ fields: [String: String] = [:]) async throws -> HTTPPeer.Response {
        try await page.answer(target, fields.merging(cookie.map { ["Cookie": $0] } ?? [:]) { $1 })
    }

    /// Sends a form of a page of this server, unless the fields say otherwise.
    mutating func post(
        _ target: String, _ form: [String: String], _ fields: [String: String] = ["Origin": "http://localhost"]
    ) async throws -> HTTPPeer.Response {
        var fields = fields
        fields["Content-Type"] = "application/x-www-form-urlencoded"
        fields["Cookie"] = cookie
        var allowed = CharacterSet.alphanumerics
        allowed.insert("_")
        let body = form.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }
        let answer = try await server.answer("POST", target, fields, json: body.joined(separator: "&"))
        if cookie == nil { cookie = answer.head["set-cookie"]?.split(separator: ";").first.map(String.init) }
        return answer
    }

    /// Begins a conversation with a question, lets the model answer, and returns where its page is.
    mutating func ask(_ question: String, answer: String) async throws -> Place {
        let place = try #require(Place(try await post("/ask", ["q": question])))
        await server.modelAnswers(answer)
        _ = try await get("/api/turns/\(place.turn)/events")
        return place
    }

    /// Where a form led on to.
    struct Place {
        let conversation: String
        let turn: String

        var page: String { "/c/\(conversation)?script=none" }

        /// Reads a response's `Location`; `nil` when it leads to no turn.
        init?(_ answer: HTTPPeer.Response) {
            guard answer.head.status == 303,
                let match = (answer.head["location"] ?? "").firstMatch(of: /\/c\/([\w-]+)\?script=none.*#turn-([\w-]+)/)
            else { return nil }
            conversation = String(match.1)
            turn = String(match.2)
        }
    }
}

extension HTTPPeer.Response {
    /// The value of the first hidden field of a name.
    func hidden(_ name: String) -> String? {
        guard let start = body.firstRange(of: "name=\"\(name)\" value=\"")?.upperBound else { return nil }
        return String(body[start...].prefix { $0 != "\"" })
    }
}

internal import AsyncHTTPClient
internal import Dialogue
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// The requests a reader sends.
struct TurnRequest {
    let configuration: ChatClientConfiguration

    /// Asks; the same request id means the same turn, however often it is sent.
    func ask(_ question: Question, requestID: String) throws -> HTTPClientRequest {
        struct Body: Encodable {
            let q: String
            let requestId: String
            let dialect = "rich"
            let history: [Message]?
        }
        var request = self.request("/chat/stream", method: .POST)
        let body = Body(
            q: question.text, requestId: requestID,
            history: question.history.isEmpty ? nil : question.history)
        request.headers.add(name: "Content-Type", value: "application/json")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        request.body = .bytes(try encoder.encode(body))
        return request
    }

    /// Reads on behind a place.
    func resume(_ turn: TurnID, after sequence: Int) -> HTTPClientRequest {
        guard sequence > 0 else { return request("/api/turns/\(turn)/events?from=0", method: .GET) }
        var request = request("/api/turns/\(turn)/events", method: .GET)
        request.headers.add(name: "Last-Event-ID", value: "\(EventID(turn: turn, sequence: sequence))")
        return request
    }

    /// Stops.
    func cancel(_ turn: TurnID) -> HTTPClientRequest {
        request("/api/turns/\(turn)/cancellation", method: .POST)
    }

    private func request(_ path: String, method: HTTPMethod) -> HTTPClientRequest {
        var url = configuration.url[...]
        while url.last == "/" { url.removeLast() }
        var request = HTTPClientRequest(url: url + path)
        request.method = method
        // The second type tells the server that this is no EventSource, which could not read a problem's status.
        request.headers.add(name: "Accept", value: "text/event-stream, application/problem+json;q=0.9")
        if let language = configuration.language {
            request.headers.add(name: "Accept-Language", value: language.rawValue)
        }
        return request
    }
}

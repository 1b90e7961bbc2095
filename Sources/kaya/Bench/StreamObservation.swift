internal import EventStream
internal import Foundation

/// What one stream of events looked like to a reader with a stopwatch.
///
/// It knows Kaya's two dialects and OpenAI's chunks; every other event with data counts as a token.
struct StreamObservation: Sendable {
    /// How a stream ended by its own words.
    enum Ending: Hashable, Sendable {
        /// It said that it was done.
        case finished
        /// It reported an error with this code.
        case failed(String)
    }

    private(set) var ending: Ending?
    private(set) var tokens = 0
    private(set) var bytes = 0
    /// When the first token came, since the request.
    private(set) var firstToken: Duration?
    /// Times between reads that brought tokens.
    private(set) var gaps: [Duration] = []
    /// Events that were none of the known kinds.
    private(set) var signsOfLife = 0
    private var lastToken: Duration?
    private var decoder = EventStreamDecoder()
    private static let maximumGaps = 100_000

    /// Takes what one read brought, `time` after the request.
    ///
    /// - Throws: `EventStreamError` for what is no event stream.
    mutating func read(_ chunk: [UInt8], at time: Duration) throws {
        bytes += chunk.count
        var meanings: [Meaning] = []
        let comments = decoder.commentCount
        try decoder.feed(chunk) { meanings.append(Meaning(ServerSentEvent($0))) }
        signsOfLife += Int(decoder.commentCount - comments)
        var brought = 0
        for meaning in meanings {
            switch meaning {
            case .token: brought += 1
            case .ending(let ending): self.ending = self.ending ?? ending
            case .aside: signsOfLife += 1
            }
        }
        guard brought > 0 else { return }
        tokens += brought
        if firstToken == nil { firstToken = time }
        if let lastToken, gaps.count < Self.maximumGaps { gaps.append(time - lastToken) }
        lastToken = time
    }

    private enum Meaning {
        case token
        case ending(Ending)
        case aside

        init(_ event: ServerSentEvent) {
            switch event.type {
            case "answer.delta", "answer.replaced": self = .token
            case "turn.finished": self = .ending(.finished)
            case "turn.failed": self = .ending(.failed(Self.code(event.data) ?? "failed"))
            case "turn.started", "status", "sources", "notice", "ping": self = .aside
            default: self = Self.unnamed(event.data)
            }
        }

        private static func unnamed(_ data: String) -> Meaning {
            if data == "[DONE]" { return .ending(.finished) }
            if data.hasPrefix(#"{"text":"#) { return .token }
            guard let members = members(data) else { return .token }
            if members["error"] != nil { return .ending(.failed(code(data) ?? "error")) }
            if members["done"] as? Bool == true { return .ending(.finished) }
            guard let choices = members["choices"] as? [[String: Any]] else { return .token }
            let text = (choices.first?["delta"] as? [String: Any])?["content"] as? String
            return text?.isEmpty == false ? .token : .aside
        }

        private static func code(_ data: String) -> String? {
            guard let members = members(data) else { return nil }
            let inner = (members["problem"] ?? members["error"]) as? [String: Any]
            return (members["code"] ?? inner?["code"]) as? String
        }

        private static func members(_ data: String) -> [String: Any]? {
            // What is no JSON object is some other server's data.
            (try? JSONSerialization.jsonObject(with: Data(data.utf8))) as? [String: Any]
        }
    }
}

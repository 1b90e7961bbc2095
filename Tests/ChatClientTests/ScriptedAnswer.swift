import Dialogue

/// An answer as a server would send it, in the rich dialect, from any place on.
struct ScriptedAnswer: Sendable {
    static let turn = TurnID(high: 0x0123_4567_89ab_cdef, low: 0xfedc_ba98_7654_3210)
    static let pieces = ["Für die ", "Zulassung ", "brauchen Sie 🚗 ", "einen „Ausweis“."]
    static let text = pieces.joined()

    enum Framing: CaseIterable, Sendable {
        case untilClosed
        case chunked
    }

    static var frames: [String] {
        var frames = [
            frame(1, "turn.started", #"{"turn":"\#(turn)"}"#),
            frame(2, "sources", #"{"sources":[{"number":1,"title":"Fahrzeug zulassen","document":"de/kfz.md"}]}"#),
            "event: status\ndata: {\"phase\":\"writing\"}\n\n",
        ]
        for (index, piece) in pieces.enumerated() {
            frames.append(frame(index + 3, "answer.delta", #"{"text":"\#(piece)"}"#))
            if index == 1 { frames.append("event: ping\ndata: {}\n\n: comment\n\n") }
        }
        frames.append(frame(7, "turn.finished", #"{"finish":"stop","fullText":"\#(text)","cached":false}"#, end: true))
        return frames
    }

    static func frame(_ sequence: Int, _ type: String, _ data: String, end: Bool = false) -> String {
        "id: \(EventID(turn: turn, sequence: sequence, isEnd: end))\nevent: \(type)\ndata: \(data)\n\n"
    }

    /// The frames behind a place: those with a larger number.
    static func frames(after sequence: Int) -> String {
        frames.filter { frame in
            frame.hasPrefix("id: ")
                && EventID(frame.dropFirst(4).prefix { $0 != "\n" }).map { $0.sequence > sequence } ?? false
        }.joined()
    }

    static func stream(_ body: String, _ framing: Framing = .untilClosed) -> (head: [UInt8], body: [UInt8]) {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nStream-Id: \(turn)\r\n"
        guard framing == .chunked else {
            return (Array((head + "Connection: close\r\n\r\n").utf8), Array(body.utf8))
        }
        head += "Transfer-Encoding: chunked\r\n\r\n"
        let size = String(body.utf8.count, radix: 16)
        return (Array(head.utf8), Array("\(size)\r\n\(body)\r\n0\r\n\r\n".utf8))
    }

    static func resumed(_ request: ScriptedServer.Request, _ framing: Framing) -> [UInt8] {
        let sequence = request.headers["last-event-id"].flatMap { EventID($0) }?.sequence ?? 0
        let (head, body) = stream(frames(after: sequence), framing)
        return head + body
    }

    static func problem(_ status: Int, _ json: String, retryAfter: Int? = nil) -> [UInt8] {
        let header = retryAfter.map { "Retry-After: \($0)\r\n" } ?? ""
        return Array(
            """
            HTTP/1.1 \(status) Whatever\r\nContent-Type: application/problem+json\r\n\(header)\
            Content-Length: \(json.utf8.count)\r\nConnection: close\r\n\r\n\(json)
            """.utf8)
    }
}

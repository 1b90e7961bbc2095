import KayaTesting

extension UpstreamFault {
    /// Servers that keep silent, or talk without saying anything.
    static let silences: [UpstreamFault] = [
        UpstreamFault("A server that takes the question and never answers", ends: "upstream-timeout", calls: 1...3) {
            _ in [.hold]
        },
        UpstreamFault("Headers, and then nothing", ends: "upstream-timeout", calls: 1...3) { _ in
            [.send(ModelAnswer.tokens([]).headBytes), .hold]
        },
        UpstreamFault("A stall in mid-stream", ends: "upstream-timeout", text: "Guten Tag") { _ in
            answer.steps(pieces: 3, then: ModelServer.Gate())
        },
        UpstreamFault("Comments and nothing else, for ever", ends: "upstream-timeout", calls: 1...3) { _ in
            [
                .send(ModelAnswer.tokens([]).headBytes),
                .repeat([.sendSlowly(chunk(": alive\n\n"), splitAt: [3])], times: nil),
            ]
        },
        UpstreamFault("An answer that never ends", ends: "answer-too-long", text: endlessText) { _ in
            let piece = chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"0123456789\"}}]}\n\n")
            return [.send(ModelAnswer.tokens([]).headBytes), .repeat([.send(piece)], times: nil)]
        },
        UpstreamFault("A line that never ends", ends: "upstream-malformed") { _ in
            [
                .send(ModelAnswer.tokens([]).headBytes), .send(chunk("data: {\"choices\":\"")),
                .repeat([.send(chunk(String(repeating: "x", count: 60_000)))], times: nil),
            ]
        },
    ]

    /// Servers that break off.
    static let cuts: [UpstreamFault] = [
        UpstreamFault("A reset in mid-stream", ends: "upstream-cut", text: "Guten Tag") { _ in
            // A reset drops what the client has not read, so its first bytes are sent until they are read.
            [.sendSlowly(bytes(pieces: 3) + chunk(": \n\n"), splitAt: [bytes(pieces: 3).count]), .reset]
        },
        UpstreamFault("An end of the connection inside a chunk", ends: "upstream-cut", text: "Guten Tag") { _ in
            [.send(bytes(pieces: 3) + Array("1000\r\ndata: {\"choi".utf8)), .close]
        },
        UpstreamFault("An end of the connection between two chunks", ends: "upstream-cut", text: "Guten Tag") { _ in
            [.send(bytes(pieces: 3)), .close]
        },
        UpstreamFault(
            "A body that ends by closing, as in HTTP/1.0, without an end of the answer", ends: "upstream-truncated",
            text: "Guten Tag"
        ) { _ in
            ModelAnswer.tokens(["Guten ", "Tag"], finish: nil, sendsDone: false, framing: .close).steps
        },
        UpstreamFault(
            "A clean end without finish reason and without [DONE]", ends: "upstream-truncated", text: "Guten Tag"
        ) { _ in
            ModelAnswer.tokens(["Guten ", "Tag"], finish: nil, sendsDone: false).steps
        },
        UpstreamFault("A body shorter than its announced length", ends: "upstream-cut", text: "Guten Tag") { _ in
            let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 100000\r\n\r\n"
            return [.send(Array(head.utf8) + answer.pieces.prefix(3).joined()), .close]
        },
        UpstreamFault("A chunk whose size is no number", ends: "upstream-cut", "upstream-malformed", text: "Guten Tag")
        { _ in
            [.send(bytes(pieces: 3)), .send("zz\r\nwhat\r\n"), .close]
        },
        UpstreamFault("A reset before the first byte, each time", ends: "upstream-cut", calls: 1...4) { _ in [.reset] },
        UpstreamFault("An end before the first byte, each time", ends: "upstream-cut", "upstream-empty", calls: 1...4) {
            _ in
            [.close]
        },
        UpstreamFault("Something that is no HTTP", ends: "upstream-malformed", "upstream-cut", calls: 1...4) { _ in
            [.send("SSH-2.0-OpenSSH_9.2 \(words)\r\n"), .close]
        },
    ]

    /// An answer for faults that come after its first words.
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag", " zusammen"])
    private static let endlessText = String(repeating: "0123456789", count: 200)

    /// The head and the first pieces of ``answer``; the first piece has the role and no text.
    private static func bytes(pieces count: Int) -> [UInt8] {
        answer.headBytes + answer.pieces.prefix(count).flatMap { chunk($0) }
    }

    /// Bytes as one HTTP/1.1 chunk.
    static func chunk(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8)
    }

    static func chunk(_ text: String) -> [UInt8] { chunk(text.utf8) }
}

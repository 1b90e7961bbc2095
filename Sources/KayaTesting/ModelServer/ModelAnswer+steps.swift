extension ModelAnswer {
    /// All bytes of the answer as they go over the wire.
    package var bytes: [UInt8] { parts.flatMap { $0 } }

    /// Sends the answer in one write.
    package var steps: ModelServer.Script { [.send(bytes)] + ending }

    /// Sends each byte alone.
    package var stepsByteByByte: ModelServer.Script { [.sendByteByByte(bytes)] + ending }

    /// Sends the answer in two writes, split before `index`.
    package func steps(splitAt index: Int) -> ModelServer.Script { [.sendSlowly(bytes, splitAt: [index])] + ending }

    /// Sends the head, then each piece in a write of its own.
    package var stepsPieceByPiece: ModelServer.Script { parts.map { .send($0) } + ending }

    /// Sends the first `count` bytes and then does what `fault` says: `.close`, `.reset`, `.hold` …
    package func steps(upTo count: Int, then fault: ModelServer.Step) -> ModelServer.Script {
        [.send(Array(bytes.prefix(count))), fault]
    }

    /// Sends the head and the first `count` pieces, and the rest when the gate opens.
    package func steps(pieces count: Int, then gate: ModelServer.Gate) -> ModelServer.Script {
        let early = parts.prefix(count + 1).flatMap { $0 }
        let late = parts.dropFirst(count + 1).flatMap { $0 }
        return [.send(early), .wait(until: gate), .send(late)] + ending
    }

    /// The head alone.
    package var headBytes: [UInt8] {
        var lines = ["HTTP/1.1 \(status) \(status == 200 ? "OK" : "Status")"]
        lines += headers.map { "\($0.name): \($0.value)" }
        switch framing {
        case .chunked: lines.append("Transfer-Encoding: chunked")
        case .length: lines.append("Content-Length: \(pieces.map(\.count).reduce(0, +))")
        case .close: lines.append("Connection: close")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// The head, each piece framed, and what ends the body.
    private var parts: [[UInt8]] {
        guard framing == .chunked else { return [headBytes] + pieces }
        let chunks = pieces.map { Array(String($0.count, radix: 16).utf8) + Self.crlf + $0 + Self.crlf }
        return [headBytes] + chunks + [Array("0\r\n\r\n".utf8)]
    }

    private var ending: ModelServer.Script { framing == .close ? [.close] : [] }

    private static let crlf: [UInt8] = [0x0D, 0x0A]
}

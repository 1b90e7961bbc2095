internal import Diagnostics
internal import NIOHTTP1

/// When the pieces of one stream arrived, and what that says about everything in between.
struct StreamTimes {
    private let head: Duration
    private let encoding: String?
    private var firstByte: Duration?
    private var stream = StreamObservation()
    private var readsWithText = 0

    init(head: Duration, headers: HTTPHeaders) {
        self.head = head
        encoding = headers.first(name: "Content-Encoding").flatMap { $0 == "identity" ? nil : $0 }
    }

    /// Takes what one read brought.
    ///
    /// - Throws: `EventStreamError`.
    mutating func read(_ bytes: [UInt8], at time: Duration) throws {
        if firstByte == nil { firstByte = time }
        // Compressed bytes say nothing; that they are compressed is the finding.
        guard encoding == nil else { return }
        let before = stream.tokens
        try stream.read(bytes, at: time)
        if stream.tokens > before {
            readsWithText += 1
        }
    }

    /// What is to be said when the stream has ended.
    func verdict(whole: Duration) -> Check.Observation {
        if let encoding {
            return .failure(
                "The stream is compressed (\(encoding)), so it arrives in lumps.",
                advice: "Switch compression of text/event-stream off in the proxy: gzip off.")
        }
        let seen =
            "Head after \(ms(head)) ms, first word after \(stream.firstToken.map(ms) ?? 0) ms, "
            + "\(readsWithText) reads with text in \(ms(whole)) ms."
        switch stream.ending {
        case .failed(let code):
            return .warning(seen + " It ended with \(code).", advice: "kaya doctor on the server looks at its model.")
        case nil:
            return .failure(
                seen + " It ended without an ending.",
                advice: "Something in between cuts streams; its limit on whole responses must be off.")
        case .finished: break
        }
        if let first = firstByte, first > .seconds(1), whole - first < .milliseconds(100) {
            return .failure(
                seen + " Nothing came before the end.",
                advice: "A proxy collects the stream: proxy_buffering off in nginx; see docs/operations.md.")
        }
        if readsWithText < 2, stream.tokens > 5 {
            return .warning(
                seen + " All words came in one read.",
                advice: "Ask again; if it stays so, a proxy collects the stream: proxy_buffering off in nginx.")
        }
        return .ok(seen)
    }

    private func ms(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}

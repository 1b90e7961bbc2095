import Testing

/// A request that is larger than any server should read.
struct OversizedRequest: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// How it begins.
    var head: String
    /// What follows, again and again.
    var piece: [UInt8]
    /// How often.
    var count: Int

    static let all = [
        OversizedRequest(
            testDescription: "A header field of 1 MB", head: "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: ",
            piece: Array(repeating: UInt8(ascii: "x"), count: 10_000), count: 100),
        OversizedRequest(
            testDescription: "Ten thousand header fields", head: "GET /healthz HTTP/1.1\r\nHost: x\r\n",
            piece: (0..<100).flatMap { Array("X-\($0): y\r\n".utf8) }, count: 100),
        OversizedRequest(
            testDescription: "A target of 1 MB", head: "GET /chat/stream?q=",
            piece: Array(repeating: UInt8(ascii: "x"), count: 10_000), count: 100),
        OversizedRequest(
            testDescription: "A body of 100 MB, announced", head: post + "Content-Length: 104857600\r\n\r\n",
            piece: Array(repeating: UInt8(ascii: " "), count: 1 << 16), count: 1_600),
        OversizedRequest(
            testDescription: "A body that never ends", head: post + "Transfer-Encoding: chunked\r\n\r\n",
            piece: UpstreamFault.chunk(String(repeating: " ", count: 1 << 16)), count: 1_600),
    ]

    private static let post = "POST /chat/stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
}

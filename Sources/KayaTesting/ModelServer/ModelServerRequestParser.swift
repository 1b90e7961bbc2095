/// Cuts what a client sends into requests: lenient, because the client is what is tested.
struct ModelServerRequestParser {
    private(set) var bytes: [UInt8] = []
    private var count = 0
    private let connection: Int

    init(connection: Int) {
        self.connection = connection
    }

    mutating func append(_ more: some Sequence<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Takes bytes away, whatever they are.
    /// - Returns: Whether there were so many.
    mutating func take(_ number: Int) -> Bool {
        guard bytes.count >= number else { return false }
        bytes.removeFirst(number)
        return true
    }

    /// Takes the next request away, if it is whole.
    mutating func next() -> ModelServer.Request? {
        guard let headEnd = bytes.indices.first(where: { bytes[$0...].starts(with: Self.blankLine) }) else {
            return nil
        }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let requestLine = (lines.first ?? "").split(separator: " ")
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
        var request = ModelServer.Request(
            connection: connection,
            indexOnConnection: count,
            method: requestLine.first.map(String.init) ?? "",
            target: requestLine.dropFirst().first.map(String.init) ?? "",
            headers: headers,
            body: []
        )
        guard let (body, end) = body(of: request, from: headEnd + Self.blankLine.count) else { return nil }
        request.body = body
        bytes.removeFirst(end)
        count += 1
        return request
    }

    private func body(of request: ModelServer.Request, from start: Int) -> (body: [UInt8], end: Int)? {
        if request.value(of: "Transfer-Encoding")?.lowercased() == "chunked" { return chunkedBody(from: start) }
        let end = start + (request.value(of: "Content-Length").flatMap { Int($0) } ?? 0)
        return end <= bytes.count ? (Array(bytes[start..<end]), end) : nil
    }

    private func chunkedBody(from start: Int) -> (body: [UInt8], end: Int)? {
        var body: [UInt8] = []
        var index = start
        while let lineEnd = bytes[index...].firstIndex(of: 0x0A) {
            let line = String(decoding: bytes[index..<lineEnd], as: UTF8.self).prefix { $0.isHexDigit }
            let chunk = lineEnd + 1
            guard let size = Int(line, radix: 16), chunk + size + 2 <= bytes.count else { return nil }
            if size == 0 { return (body, chunk + 2) }
            body += bytes[chunk..<(chunk + size)]
            index = chunk + size + 2
        }
        return nil
    }

    private static let blankLine = Array("\r\n\r\n".utf8)
}

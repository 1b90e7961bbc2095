import NIOCore
import NIOPosix

extension KayaProcess {
    /// A plain response, read to its end.
    struct Response: Sendable {
        var status: Int
        var fields: [String: String]
        var body: String
    }

    /// Opens a connection for as long as `body` runs.
    func connect<Value>(
        timeLimit: Duration = .seconds(60), reads: Bool = true, receiveBufferSize: Int? = nil,
        _ body: (ClientConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await ClientConnection.open(
            port: port, timeLimit: timeLimit, reads: reads, receiveBufferSize: receiveBufferSize)
        defer { connection.close() }
        return try await body(connection)
    }

    /// Sends a request and reads the whole response; nil when nobody listens.
    func get(_ target: String, method: String = "GET", fields: [String] = [], body: String = "") async throws
        -> Response?
    {
        do {
            return try await connect { connection in
                connection.send(Self.request(target, method: method, fields: fields, body: body))
                let response = ResponseReader(connection)
                try await response.readHead()
                let text = String(decoding: try await response.readBody(), as: UTF8.self)
                let pairs = response.fields.map { ($0.name.lowercased(), $0.value) }
                return Response(status: response.status, fields: Dictionary(pairs) { first, _ in first }, body: text)
            }
        } catch is NIOConnectionError {
            return nil
        }
    }

    /// Asks and reads the stream while `body` runs.
    func open<Value>(
        _ question: String, fields: [String] = [], timeLimit: Duration = .seconds(60),
        _ body: (SimpleStream) async throws -> Value
    ) async throws -> Value {
        try await open(target: Self.target(question), fields: fields, timeLimit: timeLimit, body)
    }

    /// Requests a stream by its target and reads it while `body` runs.
    func open<Value>(
        target: String, fields: [String] = [], timeLimit: Duration = .seconds(60),
        _ body: (SimpleStream) async throws -> Value
    ) async throws -> Value {
        try await connect(timeLimit: timeLimit) { connection in
            connection.send(Self.request(target, fields: fields))
            let response = ResponseReader(connection)
            try await response.readHead()
            return try await body(SimpleStream(response))
        }
    }

    /// Asks and reads the stream to its end.
    func ask(_ question: String, fields: [String] = [], timeLimit: Duration = .seconds(60)) async throws -> SeenAnswer {
        try await open(question, fields: fields, timeLimit: timeLimit) { try await $0.rest() }
    }

    /// The request's bytes.
    static func request(_ target: String, method: String = "GET", fields: [String] = [], body: String = "") -> String {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost", "User-Agent: end-to-end-tests"] + fields
        if !body.isEmpty { lines += ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"] }
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// The target that asks a question, every byte of it escaped.
    static func target(_ question: String) -> String {
        "/chat/stream?q=" + escaped(question.utf8)
    }

    /// Bytes as percent escapes (RFC 3986, section 2.1).
    static func escaped(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789ABCDEF")
        return bytes.map { "%\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
    }
}

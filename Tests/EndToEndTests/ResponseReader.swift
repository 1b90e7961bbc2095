import NIOCore

/// Reads one HTTP/1.1 response from a connection, its body as it comes.
final class ResponseReader {
    /// Why a response could not be read.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
    }

    private let connection: ClientConnection
    private var unread: [UInt8] = []
    private(set) var status = 0
    private(set) var fields: [(name: String, value: String)] = []
    /// Whether the end of the body was seen, and not merely the end of the connection.
    private(set) var isWhole = false
    private var remaining: Remaining = .nothing

    private enum Remaining {
        case nothing
        case bytes(Int)
        case chunks
        case untilClose
    }

    init(_ connection: ClientConnection) {
        self.connection = connection
    }

    /// The first value of a field, its name compared without regard to case.
    func value(of name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// Reads the head; interim responses (1xx) are passed over.
    func readHead() async throws {
        let blankLine = Array("\r\n\r\n".utf8)
        repeat {
            var end = unread.firstRange(of: blankLine)
            while end == nil {
                guard await receive() else {
                    throw Unreadable(description: "closed after \(String(decoding: unread, as: UTF8.self))")
                }
                end = unread.firstRange(of: blankLine)
            }
            guard let end else { return }
            try parse(String(decoding: unread[..<end.lowerBound], as: UTF8.self))
            unread.removeFirst(end.upperBound)
        } while status / 100 == 1
        if status == 204 {
            remaining = .nothing
        } else if value(of: "Transfer-Encoding")?.lowercased() == "chunked" {
            remaining = .chunks
        } else {
            remaining = value(of: "Content-Length").flatMap { Int($0) }.map(Remaining.bytes) ?? .untilClose
        }
    }

    private func parse(_ head: String) throws {
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw Unreadable(description: "no status line in \(head)")
        }
        self.status = status
        fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1].drop { $0 == " " }) : "")
        }
    }

    private func receive() async -> Bool {
        guard let buffer = await connection.receive() else { return false }
        unread += buffer.readableBytesView
        return true
    }

    /// The next piece of the body; nil at its end, or where the connection ended.
    func nextPiece() async throws -> [UInt8]? {
        while true {
            if isWhole { return nil }
            if let piece = try takePiece(), !piece.isEmpty { return piece }
            if isWhole { return nil }
            guard await receive() else {
                if case .untilClose = remaining { isWhole = true }
                return nil
            }
        }
    }

    /// The whole body, as far as it came.
    func readBody() async throws -> [UInt8] {
        var body: [UInt8] = []
        while let piece = try await nextPiece() { body += piece }
        return body
    }

    private func takePiece() throws -> [UInt8]? {
        switch remaining {
        case .nothing:
            isWhole = true
            return nil
        case .untilClose:
            defer { unread = [] }
            return unread
        case .bytes(let count):
            let piece = Array(unread.prefix(count))
            unread.removeFirst(piece.count)
            remaining = .bytes(count - piece.count)
            isWhole = count == piece.count
            return piece
        case .chunks:
            return try takeChunk()
        }
    }

    private func takeChunk() throws -> [UInt8]? {
        guard let lineEnd = unread.firstIndex(of: 0x0A) else { return nil }
        let line = unread[..<lineEnd]
        guard line.last == 0x0D, let size = Int(String(decoding: line.dropLast(), as: UTF8.self), radix: 16) else {
            throw Unreadable(description: "no chunk size in \(String(decoding: line, as: UTF8.self))")
        }
        let start = lineEnd + 1
        guard unread.count >= start + size + 2 else { return nil }
        let chunk = Array(unread[start..<start + size])
        unread.removeFirst(start + size + 2)
        isWhole = size == 0
        return chunk
    }
}

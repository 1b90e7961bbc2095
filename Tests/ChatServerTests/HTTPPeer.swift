import Foundation
import KayaTesting
import NIOCore
import NIOPosix
import NIOSSL

/// A client of HTTP/1.1 that shows every byte: one loopback connection, written and read by hand.
final class HTTPPeer {
    struct Head {
        var status = 0
        /// Field names in lower case.
        var fields: [(name: String, value: String)] = []

        subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
    }

    struct Response {
        var head: Head
        var body: String
    }

    /// The connection ended before what was asked for had come.
    struct Ended: Error {}

    private var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let channel: any Channel
    private var bytes: [UInt8] = []
    private var text: [UInt8] = []
    private var isBodyOver = false

    private init(
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        channel: any Channel
    ) {
        iterator = inbound.makeAsyncIterator()
        self.outbound = outbound
        self.channel = channel
    }

    /// Connects for as long as `body` runs.
    ///
    /// - Parameters:
    ///   - tls: Speaks TLS and offers this protocol.
    ///   - receiveBuffer: Bytes that the system keeps for a peer that does not read, instead of as many as it likes.
    static func connect<Value>(
        to port: Int, tls: String? = nil, receiveBuffer: Int? = nil, _ body: (HTTPPeer) async throws -> Value
    ) async throws -> Value {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
        if let receiveBuffer {
            bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: numericCast(receiveBuffer))
        }
        let context = try tls.map { try trusting($0) }
        let channel =
            try await bootstrap
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let context {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await body(HTTPPeer(inbound: inbound, outbound: outbound, channel: channel.channel))
        }
    }

    private static func trusting(_ version: String) throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .file(ModelServer.TLS.localhost.certificateFile)
        configuration.applicationProtocols = [version]
        return try NIOSSLContext(configuration: configuration)
    }

    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text))
    }

    func send(_ data: Data) async throws {
        try await outbound.write(ByteBuffer(bytes: data))
    }

    /// Sends a request and reads nothing.
    func request(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"]
        if let json {
            lines.append("Content-Length: \(json.utf8.count)")
            if fields["Content-Type"] == nil { lines.append("Content-Type: application/json") }
        }
        lines += fields.map { "\($0): \($1)" }
        try await send(lines.joined(separator: "\r\n") + "\r\n\r\n" + (json ?? ""))
    }

    /// Reads the head of a response.
    func head() async throws -> Head {
        while true {
            if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
                bytes.removeSubrange(..<end.upperBound)
                isBodyOver = false
                text = []
                var head = Head()
                head.status = Int(lines[0].split(separator: " ")[1]) ?? 0
                for line in lines.dropFirst() {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    head.fields.append((parts[0].lowercased(), parts[1].trimmingPrefix(" ").description))
                }
                return head
            }
            try await fill()
        }
    }

    /// Reads a whole response.
    func response() async throws -> Response {
        try await rest(of: try await head())
    }

    /// Reads the body of a response whose head was read.
    func rest(of head: Head) async throws -> Response {
        if head["transfer-encoding"] == "chunked" {
            while !isBodyOver { try await readChunk() }
            return Response(head: head, body: String(decoding: text, as: UTF8.self))
        }
        let length = head["content-length"].flatMap { Int($0) } ?? 0
        while bytes.count < length { try await fill() }
        defer { bytes.removeFirst(length) }
        return Response(head: head, body: String(decoding: bytes[..<length], as: UTF8.self))
    }

    /// Sends a request and reads its whole response.
    func answer(
        _ method: String, _ target: String, _ fields: [String: String] = [:], json: String? = nil
    ) async throws -> Response {
        try await request(method, target, fields, json: json)
        return try await response()
    }

    /// The next block of an event stream with the empty line behind it; `nil` at the end of the body.
    func frame() async throws -> String? {
        while true {
            if let end = text.firstRange(of: Array("\n\n".utf8)) {
                defer { text.removeSubrange(..<end.upperBound) }
                return String(decoding: text[..<end.upperBound], as: UTF8.self)
            }
            if isBodyOver { return nil }
            try await readChunk()
        }
    }

    /// The remaining blocks of an event stream.
    func frames() async throws -> [String] {
        var frames: [String] = []
        while let frame = try await frame() { frames.append(frame) }
        return frames
    }

    /// Waits until the other side has closed the connection.
    func closed() async throws {
        while try await iterator.next(isolation: #isolation) != nil {}
    }

    /// The next bytes of what comes.
    func take(_ count: Int) async throws -> [UInt8] {
        while bytes.count < count { try await fill() }
        defer { bytes.removeFirst(count) }
        return Array(bytes[..<count])
    }

    /// Closes the sending half.
    func finishSending() {
        outbound.finish()
    }

    /// Goes away.
    func leave() async throws {
        try await channel.close()
    }

    private func readChunk() async throws {
        while true {
            if let end = bytes.firstRange(of: Array("\r\n".utf8)) {
                guard let size = Int(String(decoding: bytes[..<end.lowerBound], as: UTF8.self), radix: 16) else {
                    throw Ended()
                }
                if bytes.count >= end.upperBound + size + 2 {
                    text += bytes[end.upperBound..<end.upperBound + size]
                    bytes.removeFirst(end.upperBound + size + 2)
                    if size == 0 { isBodyOver = true }
                    return
                }
            }
            try await fill()
        }
    }

    private func fill() async throws {
        guard let buffer = try await iterator.next(isolation: #isolation) else { throw Ended() }
        bytes += buffer.readableBytesView
    }
}

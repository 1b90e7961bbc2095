import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server whose responses are bytes: a test can end them anywhere.
final class ScriptedServer: Sendable {
    struct Request: Sendable {
        var method: String
        var target: String
        var headers: [String: String]
        var body: String
    }

    struct Reply: Sendable {
        var bytes: [UInt8]
        /// Whether the connection stays open after them.
        var holds = false
        /// Pause between single bytes is not wanted, but each may be its own write.
        var writesSingly = false
    }

    let port: Int
    private let channel: any Channel

    static func with<Value>(
        _ script: @escaping @Sendable (Request, _ number: Int) -> Reply,
        _ work: (ScriptedServer) async throws -> Value
    ) async throws -> Value {
        let server = try await ScriptedServer(script)
        do {
            let value = try await work(server)
            try await server.channel.close()
            return value
        } catch {
            try? await server.channel.close()
            throw error
        }
    }

    private init(_ script: @escaping @Sendable (Request, Int) -> Reply) async throws {
        let log = Log()
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Connection(script: script, log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
        self.log = log
    }

    private let log: Log

    var url: String { "http://127.0.0.1:\(port)" }
    var requests: [Request] { log.requests.withLock { $0 } }
    var posts: [Request] { requests.filter { $0.method == "POST" && $0.target == "/chat/stream" } }

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])

        func append(_ request: Request) -> Int {
            requests.withLock {
                $0.append(request)
                return $0.count
            }
        }
    }

    private final class Connection: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let script: @Sendable (Request, Int) -> Reply
        private let log: Log
        private var bytes: [UInt8] = []

        init(script: @escaping @Sendable (Request, Int) -> Reply, log: Log) {
            self.script = script
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(unwrapInboundIn(data).readableBytesView)
            guard let request = takeRequest() else { return }
            let reply = script(request, log.append(request))
            let pieces = reply.writesSingly ? reply.bytes.map { [$0] } : [reply.bytes]
            for piece in pieces { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: piece)), promise: nil) }
            if !reply.holds { context.close(promise: nil) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }

        private func takeRequest() -> Request? {
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { return nil }
            let lines = text[..<end.lowerBound].split(separator: "\r\n")
            let words = lines[0].split(separator: " ")
            var headers: [String: String] = [:]
            for line in lines.dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                headers[parts[0].lowercased()] = parts[1].trimmingPrefix(" ").description
            }
            let body = text[end.upperBound...]
            guard body.utf8.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { return nil }
            bytes = []
            return Request(
                method: String(words[0]), target: String(words[1]), headers: headers, body: String(body))
        }
    }
}

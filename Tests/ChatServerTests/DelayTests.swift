import Foundation
import HTTPTypes
import KayaTesting
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import ChatServer

@Suite("Connections that keep the server waiting", .timeLimit(.minutes(1)))
struct DelayTests {
    // MARK: TLS

    @Test("A connection that never begins its handshake is closed after the idle time")
    func noHandshake() async throws {
        try await Self.secure { server in
            try await Self.untilClosed(server)
        }
    }

    @Test("A handshake that drips is given up after the same time, though no pause is long")
    func drippingHandshake() async throws {
        try await Self.secure { server in
            // Reset in the middle of a write, the connection ends with an error.
            try? await server.connect { peer in
                // The first record, of 16 KiB, of a handshake (RFC 8446 §5.1), and a ClientHello as long.
                try await peer.send(Data([0x16, 3, 1, 0x40, 0, 1, 0, 0x3F, 0xFC]))
                try await Self.drip(into: peer, Data([0])) { try await server.connect { _ in } }
            }
        }
    }

    @Test(
        "A connection of HTTP/2 without a stream is told to go and closed, whatever it said before",
        arguments: [Data(), HTTP2Frame.opening])
    func noStream(_ opening: Data) async throws {
        try await Self.secure { server in
            try await Self.untilClosed(server, tls: "h2") { peer in
                try await peer.send(opening)
                _ = try await peer.http2Frame(HTTP2Frame.Kind.goAway)
            }
        }
    }

    @Test("A stream of HTTP/2 whose answer is silent outlives that, and what follows it on its connection does, too")
    func silentStream() async throws {
        try await Self.secure { server in
            try await Self.untilClosed(server, tls: "h2") { reader in
                try await reader.send(HTTP2Frame.opening)
                try await reader.send(HTTP2Frame.head("GET", "/chat/stream?q=Moin", stream: 1))
                // Once it is answered its question was taken, so the model is asked.
                _ = try await reader.http2Frame(HTTP2Frame.Kind.headers)
                let call = await server.model.nextCall()
                try await Self.untilClosed(server, tls: "h2")
                call.finish()
                try await reader.send(HTTP2Frame.head("GET", "/healthz", stream: 3))
                while try await reader.http2Frame(HTTP2Frame.Kind.headers).stream != 3 {}
            }
        }
    }

    /// Talks, and is there until the server has closed the connection.
    private static func untilClosed(
        _ server: ServerUnderTest, tls: String? = nil, _ talk: (HTTPPeer) async throws -> Void = { _ in }
    ) async throws {
        var hasTalked = false
        // Closed in the middle of something, a connection ends with an error: reset, or in TLS without a farewell.
        try? await server.connect(tls: tls) { peer in
            try await talk(peer)
            hasTalked = true
            try await peer.closed()
        }
        try #require(hasTalked)
    }

    @Test("A server that stops does not wait for a handshake")
    func stopping() throws {
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(
            HandshakeWatch(ConnectionPatience(limits: ServerLimits(), timing: StreamTiming())))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(!channel.isActive)
    }

    // MARK: Reading

    @Test("Who asks and does not read is let go after the time of a write", arguments: [nil, "http/1.1", "h2"])
    func noReading(_ tls: String?) async throws {
        try await ServerUnderTest.run {
            if tls != nil { $0.useTLS() }
            $0.server.limits.connections = 1
            $0.server.limits.idleTimeout = .seconds(1)
            $0.server.timing.writeTimeout = .milliseconds(100)
        } _: { server in
            try await server.connect(tls: tls, receiveBuffer: 4_096) { deaf in
                if tls == "h2" { try await deaf.send(HTTP2Frame.opening) }
                for number in UInt8(0)..<60 {
                    if tls == "h2" {
                        try await deaf.send(HTTP2Frame.head("GET", "/api/openapi.yaml", stream: 2 * number + 1))
                    } else {
                        try await deaf.request("GET", "/api/openapi.yaml")
                    }
                }
                // Is accepted when the other one is gone.
                let next = try await server.connect(tls: tls == nil ? nil : "http/1.1") {
                    try await $0.answer("GET", "/healthz")
                }
                #expect(next.head.status == 200)
            }
        }
    }

    // MARK: Requests without an end

    @Test("A body that nobody reads and that drips ends its connection after the time of a body")
    func drippingBody() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.bodyTimeout = .milliseconds(100)
        } _: { server in
            try? await server.connect { peer in
                try await peer.send("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n")
                #expect(try await peer.response().head.status == 404)
                try await Self.drip(into: peer, Data("x".utf8)) { _ = try await server.answer("GET", "/healthz") }
            }
        }
    }

    @Test("In HTTP/2 such a body ends its stream, and not the connection")
    func openStream() async throws {
        try await ServerUnderTest.run {
            $0.useTLS()
            $0.server.limits.bodyTimeout = .milliseconds(100)
        } _: { server in
            try await server.connect(tls: "h2") { peer in
                try await peer.send(HTTP2Frame.opening)
                try await peer.send(HTTP2Frame.head("POST", "/nothing", stream: 1, ends: false))
                #expect(try await peer.http2Frame(HTTP2Frame.Kind.headers).stream == 1)
                #expect(try await peer.http2Frame(HTTP2Frame.Kind.reset).stream == 1)
                try await peer.send(HTTP2Frame.head("GET", "/healthz", stream: 3))
                #expect(try await peer.http2Frame(HTTP2Frame.Kind.headers).stream == 3)
            }
        }
    }

    @Test("A request that does not end ends its connection only when it and those before it are answered")
    func answersFirst() throws {
        let channel = EmbeddedChannel()
        var limits = ServerLimits()
        limits.bodyTimeout = .seconds(10)
        try channel.pipeline.syncOperations.addHandler(
            ConnectionWatch(ConnectionPatience(limits: limits, timing: StreamTiming())))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        let head = HTTPRequest(method: .post, scheme: nil, authority: nil, path: "/chat")
        for part in [HTTPRequestPart.head(head), .end(nil), .head(head)] { try channel.writeInbound(part) }
        for _ in 0..<2 {
            channel.embeddedEventLoop.advanceTime(by: .minutes(2))
            #expect(channel.isActive)
            try channel.writeOutbound(HTTPResponsePart.end(nil))
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(11))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    private static func secure(_ body: (ServerUnderTest) async throws -> Void) async throws {
        try await ServerUnderTest.run {
            $0.useTLS()
            // Long enough for a handshake on a busy machine.
            $0.server.limits.idleTimeout = .seconds(1)
        } _: {
            try await body($0)
        }
    }

    /// Sends bytes again and again, with a `pause` between, until the other side closes.
    private static func drip(
        into peer: HTTPPeer, _ bytes: Data, pause: @escaping @Sendable () async throws -> Void
    ) async throws {
        let channel = peer.channel
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while channel.isActive {
                    try? await pause()  // whatever comes of it
                    try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
                }
            }
            try await peer.closed()
            try await group.waitForAll()
        }
    }
}

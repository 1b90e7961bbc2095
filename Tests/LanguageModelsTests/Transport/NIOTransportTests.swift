import KayaTesting
import NIOCore
import NIOPosix
import Testing

@testable import LanguageModels

@Suite("Token streams directly on NIO", .serialized)
struct NIOTransportTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])
    private let group = MultiThreadedEventLoopGroup.singleLoop
    private let patient = TransportConfiguration(connectTimeout: .seconds(30))

    @Test("The receiver is called on a loop of the group, on the caller's own if it has one")
    func loops() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                let url = server.url()
                for loop in group.makeIterator() {
                    let isElsewhere = try await withTaskExecutorPreference(EventLoopExecutor(loop: loop)) {
                        try await Self.isReceivedElsewhere(url, over: transport, than: loop)
                    }
                    #expect(!isElsewhere)
                }
            }
        }
        try await group.shutdownGracefully()
    }

    @Test("Everything one read brings is one batch")
    func batches() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                let events = try await transport.record(server.url()).events
                #expect(events.count(where: { $0 == .readComplete }) == 1)
                #expect(events.last == .readComplete)
                #expect(events.count(where: { if case .body = $0 { true } else { false } }) == 5)
            }
        }
    }

    @Test("A head and each token in reads of their own are batches of their own")
    func batchPerRead() async throws {
        let gates = [ModelServer.Gate(), ModelServer.Gate()]
        let answer = ModelAnswer(pieces: [Array("a".utf8), Array("b".utf8)])
        let steps: ModelServer.Script = [
            .send(answer.headBytes), .wait(until: gates[0]), .send("1\r\na\r\n"), .wait(until: gates[1]),
            .send("1\r\nb\r\n0\r\n\r\n"),
        ]
        try await withModelServer(answer: { _ in steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                let recording = TransportRecording { event in
                    if case .head = event { gates[0].open() }
                    if event == .body("a") { gates[1].open() }
                    return .proceed
                }
                try await transport.record(server.url(), recording)
                #expect(
                    recording.events == [
                        .connected, .head(200), .readComplete, .body("a"), .readComplete, .body("b"), .readComplete,
                    ])
            }
        }
    }

    @Test("After stop the receiver is not called again and the call returns at once")
    func stop() async throws {
        let never = ModelServer.Gate()
        let answer = ModelAnswer(pieces: [Array("a".utf8), Array("b".utf8)])
        try await withModelServer(answer: { _ in answer.steps(pieces: 1, then: never) }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                let recording = TransportRecording { if case .body = $0 { .stop } else { .proceed } }
                try await transport.record(server.url(), drainTimeout: .seconds(3600), recording)
                #expect(recording.events == [.connected, .head(200), .body("a")])
                never.open()
                try await Self.waitUntilIdle(transport)
                try await transport.record(server.url())
                #expect(server.acceptedConnectionCount == 1)
            }
        }
    }

    @Test("Stopped before the request is sent, nothing is sent")
    func stopAtOnce() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                try await transport.record(server.url(), TransportRecording { _ in .stop })
                try await server.nextClientClose(of: 0)
                #expect(server.requests.isEmpty)
            }
        }
    }

    @Test("A connection with more bytes than its response is not used again")
    func leftover() async throws {
        let steps: ModelServer.Script = [.send(Self.answer.bytes + Array("HTTP/1.1 200 OK\r\n".utf8))]
        try await withModelServer(answer: { _ in steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                try await transport.record(server.url())
                try await server.nextClientClose(of: 0)
            }
        }
    }

    @Test("An idle connection on which the server speaks is closed")
    func unsolicited() async throws {
        let gate = ModelServer.Gate()
        let steps: ModelServer.Script =
            Self.answer.steps + [.wait(until: gate), .send("HTTP/1.1 408 Late\r\n\r\n"), .hold]
        try await withModelServer(answer: { _ in steps }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                try await transport.record(server.url())
                gate.open()
                try await server.nextClientClose(of: 0)
                #expect(try await transport.connectionCounts().idle == 0)
            }
        }
    }

    @Test("An idle connection is closed when its time is over")
    func idleTimeout() async throws {
        let configuration = TransportConfiguration(connectTimeout: .seconds(30), idleTimeout: .milliseconds(20))
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await NIOTransport.withTransport(configuration: configuration, group: group) { transport in
                try await transport.record(server.url())
                try await server.nextClientClose(of: 0)
            }
        }
    }

    @Test("More connections than configured are refused, and the place is free afterwards")
    func maximumConnections() async throws {
        let configuration = TransportConfiguration(connectTimeout: .seconds(30), maximumConnections: 1)
        let gate = ModelServer.Gate()
        let steps: ModelServer.Script = [.note("asked"), .wait(until: gate)] + Self.answer.steps
        try await withModelServer(answer: { _ in steps }) { server in
            try await NIOTransport.withTransport(configuration: configuration, group: group) { transport in
                let url = server.url()
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { try await transport.record(url) }
                    try await server.nextNote("asked")
                    let code = try await transport.failure(url)
                    #expect(code == .exhausted)
                    gate.open()
                    try await tasks.waitForAll()
                }
                try await transport.record(url)
            }
        }
    }

    @Test("Many requests at once each get a connection, and leave no more than the idle bound")
    func many() async throws {
        let configuration = TransportConfiguration(connectTimeout: .seconds(30), maximumIdleConnections: 5)
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            try await NIOTransport.withTransport(configuration: configuration, group: group) { transport in
                let url = server.url()
                try await withThrowingTaskGroup(of: [UInt8].self) { tasks in
                    for _ in 0..<50 { tasks.addTask { try await transport.record(url).body } }
                    for try await body in tasks { #expect(body == Self.answer.pieces.flatMap { $0 }) }
                }
                #expect(try await transport.connectionCounts().idle <= 5)
            }
        }
    }

    @Test("At the end of its scope a transport has closed every connection, and refuses further requests")
    func scope() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps }) { server in
            let transport = try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                try await transport.record(server.url())
                #expect(try await transport.connectionCounts() == (open: 1, idle: 1))
                return transport
            }
            #expect(try await transport.connectionCounts() == (open: 0, idle: 0))
            try await server.nextClientClose(of: 0)
            let code = try await transport.failure(server.url())
            #expect(code == .exhausted)
        }
    }

    @Test("Shutting down cuts what still runs")
    func shutDownWhileRunning() async throws {
        try await withModelServer(answer: { _ in Self.answer.steps(upTo: 120, then: .note("sent")) + [.hold] }) {
            server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                let url = server.url()
                try await withThrowingTaskGroup(of: TransportError.Code?.self) { tasks in
                    tasks.addTask { try await transport.failure(url) }
                    try await server.nextNote("sent")
                    try await transport.shutDown()
                    #expect(try await tasks.next() == .cut)
                }
                #expect(try await transport.connectionCounts().open == 0)
            }
        }
    }

    @Test("Broken, cancelled and finished exchanges leave no connection counted")
    func noLeaks() async throws {
        let scripts: [ModelServer.Script] = [
            Self.answer.steps(upTo: 50, then: .reset), Self.answer.steps(upTo: 120, then: .close),
            [.send("x\r\n"), .hold],
        ]
        try await withModelServer(answer: { scripts[$0.connection % 3] }) { server in
            try await NIOTransport.withTransport(configuration: patient, group: group) { transport in
                for _ in 0..<9 { _ = try await transport.failure(server.url()) }
                try await Self.wait { try await transport.connectionCounts().open == 0 }
            }
        }
    }

    @Test("A certificate file that is missing is refused when the transport is made")
    func missingAuthority() {
        let configuration = TransportConfiguration(certificateAuthorityFile: "/nonexistent/ca.pem")
        #expect(throws: TransportError.self) { try NIOTransport(configuration: configuration, group: group) }
    }

    // MARK: Waiting

    private static func isReceivedElsewhere(
        _ url: TransportURL, over transport: NIOTransport, than loop: any EventLoop
    ) async throws -> Bool {
        let recording = TransportRecording { _ in loop.inEventLoop ? .proceed : .stop }
        return try await transport.record(url, recording).events.last != .readComplete
    }

    private static func waitUntilIdle(_ transport: NIOTransport) async throws {
        try await wait { try await transport.connectionCounts().idle == 1 }
    }

    /// Asks until it is so; a test that waits in vain is ended by its time limit.
    private static func wait(until isSo: () async throws -> Bool) async throws {
        while try await !isSo() { await Task.yield() }
    }
}

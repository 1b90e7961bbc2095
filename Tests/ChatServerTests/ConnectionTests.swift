import ChatServer
import KayaTesting
import NIOCore
import Synchronization
import Testing

@Suite("How many connections there are, and for how long", .timeLimit(.minutes(1)))
struct ConnectionTests {
    @Test("One connection more than allowed waits until another one closes, and is answered then")
    func limit() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.connections = 1
        } _: { server in
            let second = Answered()
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await server.connect { first in
                    _ = try await first.answer("GET", "/healthz")
                    group.addTask { second.status = try await server.answer("GET", "/healthz").head.status }
                    for _ in 0..<50 { _ = try await first.answer("GET", "/healthz") }
                    #expect(second.status == nil)
                }
                try await group.waitForAll()
            }
            #expect(second.status == 200)
        }
    }

    @Test("An idle connection is closed after its time; one that reads an answer is not, though the model is silent")
    func idle() async throws {
        try await ServerUnderTest.run {
            // Long enough for a request to be sent on a busy machine.
            $0.server.limits.idleTimeout = .seconds(2)
        } _: { server in
            try await server.connect { reader in
                try await reader.request("GET", "/chat/stream?q=Moin")
                #expect(try await reader.head().status == 200)
                let call = await server.model.nextCall()
                try await server.connect { try await $0.closed() }
                call.say("Hallo")
                call.finish()
                #expect(try await reader.frames().last?.contains("\"fullText\":\"Hallo\"") == true)
                try await reader.closed()
            }
        }
    }

    @Test("A head that drips is given up without an answer after the same time, though no pause is long")
    func drip() async throws {
        try await ServerUnderTest.run {
            $0.server.limits.idleTimeout = .seconds(3)
        } _: { server in
            let drops = Drops()
            // Reset in the middle of a write, the connection ends with an error; an answer would be the failure.
            try? await server.connect { dripping in
                try await dripping.send("GET /healthz HTTP/1.1\r\nX-Drip: ")
                let channel = dripping.channel
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        // Between two drops lies an exchange on another connection: about a millisecond.
                        while channel.isActive {
                            _ = try? await server.answer("GET", "/healthz")  // a pause, whatever comes of it
                            try await channel.writeAndFlush(ByteBuffer(string: "x"))
                            drops.fall()
                        }
                    }
                    let head = try await dripping.head()
                    Issue.record("It was answered with \(head.status).")
                }
            }
            #expect(drops.count > 0)
        }
    }
}

/// What a request that waits is answered in the end.
private final class Answered: Sendable {
    private let kept = Mutex<Int?>(nil)

    var status: Int? {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}

private final class Drops: Sendable {
    private let fallen = Atomic(0)

    var count: Int { fallen.load(ordering: .sequentiallyConsistent) }

    func fall() { fallen.add(1, ordering: .sequentiallyConsistent) }
}

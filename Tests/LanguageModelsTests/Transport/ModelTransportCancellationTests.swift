import KayaTesting
import LanguageModels
import Synchronization
import Testing

@Suite("What every model transport does when it is cancelled", .serialized)
struct ModelTransportCancellationTests {
    private static let answer = ModelAnswer.tokens(["Guten ", "Tag"])

    @Test("Cancelled before it begins, a request is not sent", arguments: TransportKind.allCases)
    func cancelledBefore(_ kind: TransportKind) async throws {
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in Self.answer.steps }) { server in
                let url = server.url()
                await withThrowingTaskGroup(of: Void.self) { group in
                    group.cancelAll()
                    group.addTask { try await transport.send(.test(url)) { _ in .proceed } }
                    await #expect(throws: CancellationError.self) { try await group.waitForAll() }
                }
                #expect(server.acceptedConnectionCount == 0)
            }
        }
    }

    @Test(
        "Cancelled while it waits for the head, in the head or in the body, the connection is closed at once",
        arguments: TransportKind.allCases, [0, 10, 120])
    func cancelled(_ kind: TransportKind, _ sent: Int) async throws {
        let steps: ModelServer.Script = [.send(Array(Self.answer.bytes.prefix(sent))), .note("sent"), .hold]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let url = server.url()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await transport.send(.test(url)) { _ in .proceed } }
                    try await server.nextNote("sent")
                    group.cancelAll()
                    await #expect(throws: CancellationError.self) { try await group.waitForAll() }
                    try await server.nextClientClose(of: 0)
                }
            }
        }
    }

    @Test("Cancelled from within the receiver, the connection is closed", arguments: TransportKind.allCases)
    func cancelledByReceiver(_ kind: TransportKind) async throws {
        let isKnown = ModelServer.Gate()
        let steps: ModelServer.Script = [.wait(until: isKnown), .send(Array(Self.answer.bytes.prefix(200))), .hold]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                let url = server.url()
                let known = KnownTask()
                let sending = Task {
                    try await transport.send(.test(url)) { event in
                        if case .body = event { known.cancel() }
                        return .proceed
                    }
                }
                known.set(sending)
                isKnown.open()
                await #expect(throws: CancellationError.self) { try await sending.value }
                try await server.nextClientClose(of: 0)
            }
        }
    }

    @Test(
        "A receiver is told the time while nothing comes, and the connection is closed at once when it gives up",
        arguments: TransportKind.allCases)
    func abandonedAtTick(_ kind: TransportKind) async throws {
        try await kind.withTransport(configuration: Self.quickTicks) { transport in
            try await withModelServer(answer: { _ in [.hold] }) { server in
                let ticks = Mutex(0)
                try await transport.send(.test(server.url())) { event in
                    guard case .tick = event else { return .proceed }
                    return ticks.withLock { count in
                        count += 1
                        return count == 3 ? .abandon : .proceed
                    }
                }
                #expect(ticks.withLock { $0 } == 3)
                try await server.nextClientClose(of: 0)
            }
        }
    }

    @Test("A receiver that wants the time later is not told it before")
    func quietUntil() async throws {
        try await TransportKind.nio.withTransport(configuration: Self.quickTicks) { transport in
            try await withModelServer(answer: { _ in [.hold] }) { server in
                let ticks = Mutex<[ContinuousClock.Instant]>([])
                try await transport.send(.test(server.url())) { event in
                    guard case .tick = event else { return .proceed }
                    return ticks.withLock { ticks in
                        ticks.append(.now)
                        return ticks.count == 2 ? .abandon : .proceedUntil(.milliseconds(50))
                    }
                }
                let told = ticks.withLock { $0 }
                #expect(told[0].duration(to: told[1]) >= .milliseconds(50))
            }
        }
    }

    @Test("A receiver is told the time before there is a connection", arguments: TransportKind.allCases)
    func ticksWhileConnecting(_ kind: TransportKind) async throws {
        try await kind.withTransport(configuration: Self.quickTicks) { transport in
            try await FullListener.with { port in
                let url = TransportURL(isSecure: false, host: "127.0.0.1", port: port, target: "/")
                let events = Mutex<[TransportEvent]>([])
                try await transport.send(.test(url)) { event in
                    events.withLock { $0.append(event) }
                    if case .tick = event { return .abandon }
                    return .proceed
                }
                #expect(events.withLock { $0.count } == 1)
            }
        }
    }

    @Test("A receiver that gives up in the middle of a body closes the connection", arguments: TransportKind.allCases)
    func abandonedInBody(_ kind: TransportKind) async throws {
        let steps: ModelServer.Script = [.send(Array(Self.answer.bytes.prefix(200))), .hold]
        try await kind.withTransport { transport in
            try await withModelServer(answer: { _ in steps }) { server in
                try await transport.send(.test(server.url())) { event in
                    if case .body = event { .abandon } else { .proceed }
                }
                try await server.nextClientClose(of: 0)
            }
        }
    }

    private static let quickTicks = TransportConfiguration(
        connectTimeout: .seconds(30), tickInterval: .milliseconds(1))
}

/// A task that can be cancelled from its own callbacks.
private final class KnownTask: Sendable {
    private let task = Mutex<Task<Void, any Error>?>(nil)

    func set(_ known: Task<Void, any Error>) { task.withLock { $0 = known } }

    func cancel() { task.withLock { $0 }?.cancel() }
}

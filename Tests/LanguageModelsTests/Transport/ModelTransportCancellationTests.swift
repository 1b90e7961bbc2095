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
}

/// A task that can be cancelled from its own callbacks.
private final class KnownTask: Sendable {
    private let task = Mutex<Task<Void, any Error>?>(nil)

    func set(_ known: Task<Void, any Error>) { task.withLock { $0 = known } }

    func cancel() { task.withLock { $0 }?.cancel() }
}

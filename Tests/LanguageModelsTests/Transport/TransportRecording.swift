import KayaTesting
import LanguageModels
import NIOCore
import Synchronization

/// What a transport reported during one exchange.
final class TransportRecording: Sendable {
    enum Event: Hashable {
        case connected
        case head(Int)
        case body(String)
        case readComplete
        case tick
    }

    private struct State {
        var events: [Event] = []
        var head: TransportResponseHead?
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let react: @Sendable (Event) -> TransportDirective

    /// Ticks are not recorded, because they come when they come.
    ///
    /// - Parameter react: What to tell the transport after an event.
    init(react: @escaping @Sendable (Event) -> TransportDirective = { _ in .proceed }) {
        self.react = react
    }

    var events: [Event] { state.withLock { $0.events } }
    var head: TransportResponseHead? { state.withLock { $0.head } }
    var body: [UInt8] { state.withLock { $0.body } }

    func receive(_ event: TransportEvent) -> TransportDirective {
        let event = state.withLock { state -> Event in
            let recorded: Event
            switch event {
            case .connected: recorded = .connected
            case .readComplete: recorded = .readComplete
            case .tick: return .tick
            case .head(let head):
                state.head = head
                recorded = .head(head.status)
            case .body(let bytes):
                state.body += bytes.readableBytesView
                recorded = .body(String(buffer: bytes))
            }
            state.events.append(recorded)
            return recorded
        }
        return react(event)
    }
}

extension ModelTransport {
    /// Sends a request and records what comes back.
    @discardableResult
    func record(
        _ url: TransportURL,
        drainTimeout: Duration = .seconds(2),
        _ recording: TransportRecording = TransportRecording()
    ) async throws -> TransportRecording {
        try await send(.test(url, drainTimeout: drainTimeout)) { recording.receive($0) }
        return recording
    }

    /// Sends a request that must fail, and says how.
    func failure(
        _ url: TransportURL,
        _ recording: TransportRecording = TransportRecording()
    ) async throws -> TransportError.Code? {
        do {
            try await send(.test(url)) { recording.receive($0) }
            return nil
        } catch let error as TransportError {
            return error.code
        }
    }
}

extension TransportRequest {
    static func test(_ url: TransportURL, drainTimeout: Duration = .seconds(2)) -> TransportRequest {
        TransportRequest(
            url: url,
            headers: [("Content-Type", "application/json"), ("Accept", "text/event-stream")],
            body: ByteBuffer(string: #"{"messages":[{"role":"user","content":"Hallo"}]}"#),
            drainTimeout: drainTimeout
        )
    }
}

extension ModelServer.Request {
    /// The number in the target: where a test wants the answer split.
    var split: Int { Int(target.dropFirst()) ?? 0 }
}

extension ModelAnswer {
    /// The body without any framing.
    var body: [UInt8] { pieces.flatMap { $0 } }
}

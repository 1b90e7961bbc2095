import NIOCore
import Synchronization

@testable import LanguageModels

/// A transport in memory that does what a test wrote down, step by step.
final class ScriptedTransport: ModelTransport {
    enum Step: Sendable {
        case report(TransportEvent)
        case perform(@Sendable () async -> Void)
        /// Remembers that the exchange came so far.
        case note(String)
        /// Says nothing more until the task is cancelled.
        case hang
        case fail(TransportError)
    }

    private struct State {
        var requests: [TransportRequest] = []
        var notes: [String] = []
        var wasStopped = false
        var wasAbandoned = false
        var wasCancelled = false
    }

    private let steps: [Step]
    private let state = Mutex(State())

    init(_ steps: [Step]) {
        self.steps = steps
    }

    var requests: [TransportRequest] { state.withLock { $0.requests } }
    /// How far the exchange came.
    var notes: [String] { state.withLock { $0.notes } }
    /// Whether the receiver had enough.
    var wasStopped: Bool { state.withLock { $0.wasStopped } }
    /// Whether the receiver gave up, so that the connection would have been closed at once.
    var wasAbandoned: Bool { state.withLock { $0.wasAbandoned } }
    /// Whether the connection would have been closed by cancellation.
    var wasCancelled: Bool { state.withLock { $0.wasCancelled } }

    func send(
        _ request: consuming TransportRequest,
        receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) async throws {
        let sent = request
        state.withLock { $0.requests.append(sent) }
        for step in steps {
            switch step {
            case .report(let event):
                switch receive(event) {
                case .proceed, .proceedUntil: continue
                case .stop: state.withLock { $0.wasStopped = true }
                case .abandon: state.withLock { $0.wasAbandoned = true }
                }
                return
            case .perform(let action):
                await action()
            case .note(let text):
                state.withLock { $0.notes.append(text) }
            case .hang:
                try await waitForCancellation()
            case .fail(let error):
                throw error
            }
            if Task.isCancelled {
                state.withLock { $0.wasCancelled = true }
                throw CancellationError()
            }
        }
    }

    private func waitForCancellation() async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            continuation.finish()
        }
        state.withLock { $0.wasCancelled = true }
        throw CancellationError()
    }
}

extension ScriptedTransport.Step {
    static let connected = Self.report(.connected)

    static func head(_ status: Int = 200, _ headers: [(String, String)] = [("Content-Type", "text/event-stream")])
        -> Self
    {
        .report(.head(TransportResponseHead(status: status, headers: headers.map { (name: $0.0, value: $0.1) })))
    }

    static func body(_ text: String) -> Self {
        .report(.body(ByteBuffer(string: text)))
    }

    static let readComplete = Self.report(.readComplete)
    static let tick = Self.report(.tick)
}

extension [ScriptedTransport.Step] {
    /// One read of the socket that brings events with this data.
    static func read(_ data: String...) -> Self {
        [.body(data.map { "data: \($0)\n\n" }.joined()), .readComplete]
    }

    /// One read that brings a chunk with this text.
    static func text(_ text: String) -> Self {
        read(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#)
    }

    static func finish(_ reason: String = "stop") -> Self {
        read(#"{"choices":[{"index":0,"delta":{},"finish_reason":"\#(reason)"}]}"#)
    }

    static let usage = read(#"{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}"#)
    static let done = read("[DONE]")
    static let start: Self = [.connected, .head()]
}

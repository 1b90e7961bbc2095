import LanguageModels
import Synchronization

/// Calls back on its event loop once, when an exchange over another transport has come to a moment.
final class HeldUpTransport: ModelTransport {
    /// How far the exchange is.
    enum Moment: CaseIterable {
        /// The request is being sent.
        case connected
        /// The answer has begun, the receiver knows, and no text has come.
        case begun
    }

    private let transport: any ModelTransport
    private let moment: Moment
    private let holdUp: @Sendable () -> Void
    private let state = Mutex((hasBody: false, isOver: false))

    init(_ transport: any ModelTransport, at moment: Moment, holdUp: @escaping @Sendable () -> Void) {
        self.transport = transport
        self.moment = moment
        self.holdUp = holdUp
    }

    func send(
        _ request: consuming TransportRequest, receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) async throws {
        try await transport.send(request) { event in
            let directive = receive(event)
            if self.isMoment(event) { self.holdUp() }
            return directive
        }
    }

    private func isMoment(_ event: TransportEvent) -> Bool {
        state.withLock { state in
            if state.isOver { return false }
            switch event {
            case .connected: state.isOver = moment == .connected
            case .body: state.hasBody = true
            case .tick: state.isOver = moment == .begun && state.hasBody
            case .head, .readComplete: break
            }
            return state.isOver
        }
    }
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Hands what async-http-client reads to a transport's receiver, on the event loop.
final class AsyncHTTPClientDelegate: HTTPClientResponseDelegate {
    typealias Response = Void

    private struct State {
        var isConnected = false
        var hasHead = false
        var onStop: EventLoopPromise<Void>?
        var hasStopped = false
    }

    private let drainTimeout: TimeAmount
    private let receive: @Sendable (TransportEvent) -> TransportDirective
    private let state: Mutex<State>

    init(
        drainTimeout: TimeAmount,
        isConnected: Bool = false,
        receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) {
        self.drainTimeout = drainTimeout
        self.receive = receive
        state = Mutex(State(isConnected: isConnected))
    }

    /// Whether a connection was there and the receiver told so.
    var isConnected: Bool { state.withLock { $0.isConnected } }
    /// Whether a response head has come.
    var hasHead: Bool { state.withLock { $0.hasHead } }

    /// The same for a second attempt: the connection is not announced again.
    func forRetry() -> AsyncHTTPClientDelegate {
        AsyncHTTPClientDelegate(drainTimeout: drainTimeout, isConnected: isConnected, receive: receive)
    }

    /// Succeeds `promise` once the receiver has had enough.
    func onStop(_ promise: EventLoopPromise<Void>) {
        let hasStopped = state.withLock { state in
            state.onStop = promise
            return state.hasStopped
        }
        if hasStopped { promise.succeed(()) }
    }

    func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
        let wasConnected = state.withLock { state in
            defer { state.isConnected = true }
            return state.isConnected
        }
        if !wasConnected { deliver(.connected, task) }
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.hasHead = true }
        let headers = head.headers.map { (name: $0.name, value: $0.value) }
        deliver(.head(TransportResponseHead(status: Int(head.status.code), headers: headers)), task)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        deliver(.body(buffer), task)
        deliver(.readComplete, task)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) throws {}

    /// Time has passed. Call on the event loop.
    func tick(_ task: HTTPClient.Task<Void>) {
        deliver(.tick, task)
    }

    private func deliver(_ event: TransportEvent, _ task: HTTPClient.Task<Void>) {
        if state.withLock({ $0.hasStopped }) { return }
        switch receive(event) {
        case .proceed, .proceedUntil: break
        case .stop: stop(task, drainingFor: drainTimeout)
        case .abandon: stop(task, drainingFor: .zero)
        }
    }

    private func stop(_ task: HTTPClient.Task<Void>, drainingFor time: TimeAmount) {
        let promise = state.withLock { state in
            state.hasStopped = true
            return state.onStop
        }
        promise?.succeed(())
        guard time > .zero else { return task.cancel() }
        let timer = task.eventLoop.scheduleTask(in: time) { task.cancel() }
        task.futureResult.whenComplete { _ in timer.cancel() }
    }
}

internal import Synchronization

/// Where the events of one call go, and what the layers around a model see of them.
///
/// A layer does not listen to each piece of text: it looks here at what was delivered, and is told once when the text
/// begins. So a piece of text costs the same however many layers there are.
package final class Delivery: Sendable {
    private struct State {
        var model: ModelIdentity?
        var observers: [any DeliveryObserver] = []
    }

    private let receiver: @Sendable (ModelEvent) -> Void
    private let deltas = Atomic(0)
    private let chunks = Atomic(0)
    private let state = Mutex(State())

    /// - Parameter receiver: Gets every event, but no model that was announced before.
    package init(_ receiver: @escaping @Sendable (ModelEvent) -> Void) {
        self.receiver = receiver
    }

    /// How many pieces of text were delivered.
    var deltaCount: Int { deltas.load(ordering: .acquiring) }

    /// How many chunks of the upstream stream they were joined from.
    var chunkCount: Int { chunks.load(ordering: .acquiring) }

    /// Takes what a model says; in order and never concurrently.
    package func receive(_ event: ModelEvent) {
        switch event {
        case .delta(let delta): count(delta)
        case .thinking: for observer in state.withLock({ $0.observers }) { observer.modelReasons() }
        case .model(let identity): guard isNews(identity) else { return }
        case .retrying, .passedOver: break
        }
        receiver(event)
    }

    /// Lets a layer know when the model begins to speak.
    func observe(_ observer: any DeliveryObserver) {
        state.withLock { $0.observers.append(observer) }
    }

    /// Whether the identity is another than the last one.
    private func isNews(_ identity: ModelIdentity) -> Bool {
        state.withLock { state in
            defer { state.model = identity }
            return state.model != identity
        }
    }

    @inline(__always)
    private func count(_ delta: Delta) {
        // There is one writer at a time, so that reading and writing need not be one step.
        let count = deltas.load(ordering: .relaxed)
        if count == 0 { textBegins() }
        deltas.store(count + 1, ordering: .releasing)
        chunks.store(chunks.load(ordering: .relaxed) + delta.chunkCount, ordering: .releasing)
    }

    @inline(never)
    private func textBegins() {
        let observers = state.withLock { state in
            defer { state.observers = [] }
            return state.observers
        }
        for observer in observers { observer.textBegins() }
    }
}

package import LanguageModels
internal import Synchronization

/// One completion of a ``DirectedModel``, in a test's hands. It ends once; what is told to it later changes nothing.
package final class DirectedCall: Sendable {
    private enum State {
        case idle
        case running(CheckedContinuation<Completion, any Error>)
        case ended(Result<Completion, any Error>)
    }

    package let prompt: Prompt
    private let delivery: Delivery
    private let state = Mutex(State.idle)
    private let cancellations = Arrivals<Void>()

    init(prompt: Prompt, delivery: Delivery) {
        self.prompt = prompt
        self.delivery = delivery
    }

    /// Whether it has not ended yet.
    package var isRunning: Bool {
        state.withLock { if case .ended = $0 { false } else { true } }
    }

    /// Says a piece of text.
    package func say(_ text: String) {
        send(.delta(Delta(text: text)))
    }

    /// Says anything a model can say.
    package func send(_ event: ModelEvent) {
        if isRunning { delivery.receive(event) }
    }

    /// Ends the completion.
    package func finish(_ reason: Completion.FinishReason = .stop, usage: Usage? = nil) {
        end(.success(Completion(finishReason: reason, model: DirectedModel.identity, usage: usage)))
    }

    /// Ends the completion with an error.
    package func fail(_ error: any Error) {
        end(.failure(error))
    }

    /// Waits until the model was stopped by cancelling its task.
    package func cancelled() async {
        await cancellations.next()
    }

    func outcome() async throws -> Completion {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let ready: Result<Completion, any Error>? = state.withLock { state in
                    if case .ended(let result) = state { return result }
                    state = .running(continuation)
                    return nil
                }
                if let ready { continuation.resume(with: ready) }
            }
        } onCancel: {
            end(.failure(CancellationError()))
            cancellations.put(())
        }
    }

    private func end(_ result: Result<Completion, any Error>) {
        let continuation: CheckedContinuation<Completion, any Error>? = state.withLock { state in
            switch state {
            case .idle:
                state = .ended(result)
                return nil
            case .running(let continuation):
                state = .ended(result)
                return continuation
            case .ended:
                return nil
            }
        }
        continuation?.resume(with: result)
    }
}

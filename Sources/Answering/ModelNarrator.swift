internal import Dialogue
internal import LanguageModels
internal import Synchronization

/// Turns what a model says into the events of a turn: phases when they change, notices once, text as it comes.
final class ModelNarrator: Sendable {
    private struct State {
        var model: ModelIdentity?
        var phase: TurnPhase?
        var attempt = 1
    }

    private let tracing: AnswerTracing?
    private let emit: @Sendable (TurnEvent) -> Void
    private let state = Mutex(State())

    init(_ tracing: AnswerTracing?, emit: @escaping @Sendable (TurnEvent) -> Void) {
        self.tracing = tracing
        self.emit = emit
    }

    func narrate(_ event: ModelEvent) {
        switch event {
        case .delta(let delta):
            enter(.writing)
            emit(.delta(delta.text))
        case .thinking:
            enter(.thinking)
        case .retrying(let attempt, let delay, let code):
            enter(.retrying)
            retry(attempt, delay, code)
        case .model(let identity):
            introduce(identity)
        case .passedOver(let identity, let code):
            tracing?.tell(.passedOver(label: identity.label, code: code.rawValue))
        }
    }

    private func enter(_ phase: TurnPhase) {
        let isNew = state.withLock { state in
            guard state.phase != phase else { return false }
            state.phase = phase
            return true
        }
        guard isNew else { return }
        emit(.status(phase))
        switch phase {
        case .thinking: trace(.thinking)
        case .writing: trace(.writing)
        case .queued, .retrieving, .retrying: break
        }
    }

    private func retry(_ attempt: Int, _ delay: Duration, _ code: ModelError.Code) {
        let label = state.withLock { state in
            state.attempt = attempt + 1
            return state.model?.label
        }
        tracing?.tell(.retrying(label: label ?? "", attempt: attempt, delay: delay, code: code.rawValue))
    }

    @inline(never)
    private func trace(_ model: TurnTrace.ModelState) {
        guard let tracing else { return }
        let (label, attempt) = state.withLock { ($0.model?.label ?? "", $0.attempt) }
        tracing.tell(.model(label: label, attempt: attempt, state: model))
    }

    private func introduce(_ identity: ModelIdentity) {
        let previous = state.withLock { state in
            defer {
                state.model = identity
                state.attempt = 1
            }
            return state.model
        }
        trace(.asked)
        if identity.isQuoting, previous?.isQuoting != true {
            emit(.notice(Notice(.quoting)))
        } else if let previous, previous.label != identity.label {
            emit(.notice(Notice(.modelReplaced)))
        }
    }
}

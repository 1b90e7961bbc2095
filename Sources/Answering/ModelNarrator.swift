internal import Dialogue
internal import LanguageModels
internal import Synchronization

/// Turns what a model says into the events of a turn: phases when they change, notices once, text as it comes.
final class ModelNarrator: Sendable {
    private struct State {
        var model: ModelIdentity?
        var phase: TurnPhase?
    }

    private let emit: @Sendable (TurnEvent) -> Void
    private let state = Mutex(State())

    init(emit: @escaping @Sendable (TurnEvent) -> Void) {
        self.emit = emit
    }

    func narrate(_ event: ModelEvent) {
        switch event {
        case .delta(let delta):
            enter(.writing)
            emit(.delta(delta.text))
        case .thinking:
            enter(.thinking)
        case .retrying:
            enter(.retrying)
        case .model(let identity):
            introduce(identity)
        }
    }

    private func enter(_ phase: TurnPhase) {
        let isNew = state.withLock { state in
            guard state.phase != phase else { return false }
            state.phase = phase
            return true
        }
        if isNew { emit(.status(phase)) }
    }

    private func introduce(_ identity: ModelIdentity) {
        let previous = state.withLock { state in
            defer { state.model = identity }
            return state.model
        }
        if identity.isQuoting, previous?.isQuoting != true {
            emit(.notice(Notice(.quoting)))
        } else if let previous, previous.label != identity.label {
            emit(.notice(Notice(.modelReplaced)))
        }
    }
}

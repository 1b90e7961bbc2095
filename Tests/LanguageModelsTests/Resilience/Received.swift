import LanguageModels
import Synchronization

/// Keeps what a model says.
final class Received: Sendable {
    private let kept = Mutex<[ModelEvent]>([])

    var events: [ModelEvent] { kept.withLock { $0 } }

    var text: String {
        events.reduce(into: "") { text, event in
            if case .delta(let delta) = event { text += delta.text }
        }
    }

    func callAsFunction(_ event: ModelEvent) {
        kept.withLock { $0.append(event) }
    }
}

extension Prompt {
    static let question = Prompt(messages: [Message(role: .user, text: "?")], question: "?")
}

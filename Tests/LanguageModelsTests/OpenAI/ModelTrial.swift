import KayaTesting
import Synchronization

@testable import LanguageModels

/// One completion by a model with a scripted transport and a manual clock, and everything it said.
final class ModelTrial: Sendable {
    let clock = ManualClock()
    let transport: ScriptedTransport
    let model: OpenAICompatibleModel
    private let received = Mutex<[ModelEvent]>([])

    init(
        _ configuration: OpenAICompatibleConfiguration = .test(), _ script: (ManualClock) -> [ScriptedTransport.Step]
    ) {
        transport = ScriptedTransport(script(clock))
        model = OpenAICompatibleModel(configuration, transport: transport, clock: clock, unixTime: { 784_111_777 })
    }

    var events: [ModelEvent] { received.withLock { $0 } }

    var deltas: [String] {
        events.compactMap { if case .delta(let delta) = $0 { delta.text } else { nil } }
    }

    func run() async throws -> Completion {
        try await model.complete(.test) { event in self.received.withLock { $0.append(event) } }
    }

    /// The error the completion throws; nil if it succeeds or is cancelled.
    func failure() async -> ModelError? {
        do {
            _ = try await run()
            return nil
        } catch {
            return error as? ModelError
        }
    }
}

extension OpenAICompatibleConfiguration {
    static func test(timeouts: ModelTimeouts = ModelTimeouts(), maximumAnswerCharacterCount: Int = 200_000) -> Self {
        do {
            return OpenAICompatibleConfiguration(
                label: "primary", model: "m", url: try ChatCompletionsURL(parsing: "https://models.example/v1"),
                key: Secret("sk-test-1234567890"), maximumAnswerCharacterCount: maximumAnswerCharacterCount,
                timeouts: timeouts)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

extension Prompt {
    static let test = Prompt(messages: [Message(role: .user, text: "Wie melde ich mein Auto an?")], question: "")
}

package import LanguageModels
internal import Synchronization

/// A model that does what a script says, and remembers who asked.
///
/// ```swift
/// let model = ScriptedModel(["Guten ", "Tag"])                                   // every call says this
/// let model = ScriptedModel(calls: [[.fail(.cut)], ["Guten ", "Tag"]])             // fails once, then answers
/// let model = ScriptedModel(["Guten ", .wait(gate), "Tag", .finish(.length)])       // stops until the test goes on
/// ```
/// Calls take the scripts in order; the last one is used for all calls after it. A script without an end finishes with
/// ``Completion/FinishReason/stop``. Before every step the model looks whether its task was cancelled.
package final class ScriptedModel: LanguageModel {
    /// One thing that a call does.
    package enum Step: Sendable, ExpressibleByStringLiteral {
        /// Delivers text that came in one read of `chunks` chunks.
        case delta(String, chunks: Int = 1)
        /// Says that the model is reasoning.
        case thinking
        /// Says any event.
        case event(ModelEvent)
        /// Runs what a test gives, such as moving a manual clock.
        case perform(@Sendable () async throws -> Void)
        /// Waits until the gate opens, or the task is cancelled.
        case wait(Gate)
        /// Waits until the task is cancelled.
        case hang
        /// Ends the call with an error.
        case failWith(any Error)
        /// Ends the call.
        case finish(Completion.FinishReason, usage: Usage? = nil, repaired: Int = 0)

        package init(stringLiteral text: String) {
            self = .delta(text)
        }

        /// Ends the call with a ``ModelError`` of that code.
        package static func fail(_ code: ModelError.Code, status: Int? = nil, retryAfter: Duration? = nil) -> Step {
            .failWith(ModelError(code, "scripted", status: status, retryAfter: retryAfter))
        }
    }

    /// How a call ended.
    package enum End: Sendable, Hashable {
        case running
        case completed
        case failed
        case cancelled
    }

    /// A call that was made.
    package struct Call: Sendable {
        package let prompt: Prompt
        package var end = End.running
    }

    /// Who the model says it is.
    package let identity: ModelIdentity
    private let scripts: [[Step]]
    private let saysIdentity: Bool
    private let made = Mutex<[Call]>([])
    private let begun = Gate(isOpen: true)
    private let ended = Gate(isOpen: true)
    private let never = Gate()

    /// - Parameters:
    ///   - scripts: What each call does; the last one is used again and again.
    ///   - identity: Who answers.
    ///   - saysIdentity: Whether each call begins with ``ModelEvent/model(_:)``.
    package init(
        calls scripts: [[Step]],
        identity: ModelIdentity = ModelIdentity(label: "scripted", model: "scripted"),
        saysIdentity: Bool = false
    ) {
        precondition(!scripts.isEmpty, "a scripted model needs a script")
        self.scripts = scripts
        self.identity = identity
        self.saysIdentity = saysIdentity
    }

    /// A model whose calls all do the same.
    package convenience init(
        _ script: [Step],
        identity: ModelIdentity = ModelIdentity(label: "scripted", model: "scripted"),
        saysIdentity: Bool = false
    ) {
        self.init(calls: [script], identity: identity, saysIdentity: saysIdentity)
    }

    /// The calls so far, in the order in which they began.
    package var calls: [Call] { made.withLock { $0 } }

    /// The prompts so far.
    package var prompts: [Prompt] { calls.map(\.prompt) }

    /// How many calls were cancelled.
    package var cancellations: Int { calls.count { $0.end == .cancelled } }

    /// Waits until so many calls have begun.
    package func begins(_ count: Int = 1) async {
        await begun.arrival(count)
    }

    /// Waits until so many calls have ended, in whatever way.
    package func ends(_ count: Int = 1) async {
        await ended.arrival(count)
    }

    package func complete(_ prompt: Prompt, into delivery: Delivery) async throws -> Completion {
        let number = made.withLock { made in
            made.append(Call(prompt: prompt))
            return made.count - 1
        }
        begun.pass()
        defer { ended.pass() }
        do {
            let completion = try await run(scripts[min(number, scripts.count - 1)], delivery)
            end(number, .completed)
            return completion
        } catch {
            end(number, error is CancellationError ? .cancelled : .failed)
            throw error
        }
    }

    private func run(_ script: [Step], _ delivery: Delivery) async throws -> Completion {
        if saysIdentity { delivery.receive(.model(identity)) }
        for step in script {
            try Task.checkCancellation()
            switch step {
            case .delta(let text, let chunks): delivery.receive(.delta(Delta(text: text, chunkCount: chunks)))
            case .thinking: delivery.receive(.thinking)
            case .event(let event): delivery.receive(event)
            case .perform(let action): try await action()
            case .wait(let gate): try await gate.wait()
            case .hang: try await never.wait()
            case .failWith(let error): throw error
            case .finish(let reason, let usage, let repaired):
                return Completion(
                    finishReason: reason, model: identity, usage: usage, repairedEventCount: repaired)
            }
        }
        return Completion(finishReason: .stop, model: identity)
    }

    private func end(_ number: Int, _ end: End) {
        made.withLock { $0[number].end = end }
    }
}

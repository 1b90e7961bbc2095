import KayaTesting
import Synchronization
import Testing

@testable import LanguageModels

@Suite("The quoting model")
struct QuotingModelTests {
    private final class Events: Sendable {
        let all = Mutex<[ModelEvent]>([])
        var list: [ModelEvent] { all.withLock { $0 } }
        var deltas: [String] {
            list.compactMap { if case .delta(let delta) = $0 { delta.text } else { nil } }
        }
        func receive(_ event: ModelEvent) { all.withLock { $0.append(event) } }
    }

    private let prompt = Prompt.quoting("Was kostet ein Fischereischein?", [.fees, .office])

    @Test("Without a pace it never sleeps: it says who it is, quotes word by word and ends with stop")
    func stream() async throws {
        let events = Events()
        let model = QuotingModel(label: "notfalls", pace: .zero, clock: ManualClock())
        let completion = try await model.complete(prompt) { events.receive($0) }
        let identity = ModelIdentity(label: "notfalls", model: "quoting", isQuoting: true)
        #expect(events.list.first == .model(identity))
        #expect(events.deltas.count == events.list.count - 1)
        #expect(events.deltas.count > 20)
        #expect(events.deltas.joined() == Quotation(prompt).text)
        #expect(completion == Completion(finishReason: .stop, model: identity))
    }

    @Test("It waits between two words, and only there", .timeLimit(.minutes(1)))
    func pace() async throws {
        let clock = ManualClock()
        let events = Events()
        let prompt = prompt
        let words = Array(WordPieces(Quotation(prompt).text))
        let task = Task {
            try await QuotingModel(pace: .milliseconds(15), clock: clock).complete(prompt) { events.receive($0) }
        }
        for count in 1..<words.count {
            await clock.sleeper(until: .milliseconds(15 * count))
            #expect(events.deltas == Array(words[..<count]))
            clock.advance(by: .milliseconds(15))
        }
        _ = try await task.value
        #expect(events.deltas == words)
        #expect(clock.deadlines == [])
    }

    @Test("Cancelling stops it between two words at once", .timeLimit(.minutes(1)))
    func cancellation() async throws {
        let clock = ManualClock()
        let events = Events()
        let prompt = prompt
        let task = Task { try await QuotingModel(clock: clock).complete(prompt) { events.receive($0) } }
        await clock.sleepers(atLeast: 1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(events.deltas == ["Ich "])
    }

    @Test("A task cancelled before says nothing")
    func cancelledBefore() async throws {
        let events = Events()
        let prompt = prompt
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await QuotingModel(pace: .zero, clock: ContinuousClock()).complete(prompt) { events.receive($0) }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(events.list == [])
    }
}

import Synchronization
import Testing

@testable import LanguageModels

@Suite("The quoting model")
struct QuotingModelTests {
    /// Counts sleeps and never waits.
    private final class CountingClock: Clock {
        typealias Instant = ContinuousClock.Instant
        let sleeps = Mutex(0)
        var now: Instant { ContinuousClock.now }
        var minimumResolution: Duration { .nanoseconds(1) }
        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            sleeps.withLock { $0 += 1 }
        }
    }

    /// Says when a sleep has begun; only cancelling ends it.
    private final class StandingClock: Clock {
        typealias Instant = ContinuousClock.Instant
        let begun = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let never = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        var now: Instant { ContinuousClock.now }
        var minimumResolution: Duration { .nanoseconds(1) }
        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            begun.continuation.yield()
            for await _ in never.stream {}
            try Task.checkCancellation()
        }
    }

    private final class Events: Sendable {
        let all = Mutex<[ModelEvent]>([])
        var list: [ModelEvent] { all.withLock { $0 } }
        var deltas: [String] {
            list.compactMap { if case .delta(let delta) = $0 { delta.text } else { nil } }
        }
        func receive(_ event: ModelEvent) { all.withLock { $0.append(event) } }
    }

    private let prompt = Prompt.quoting("Was kostet ein Fischereischein?", [.fees, .office])

    @Test("It says first who it is, then quotes word by word, and ends with stop")
    func stream() async throws {
        let events = Events()
        let model = QuotingModel(label: "notfalls", pace: .zero, clock: CountingClock())
        let completion = try await model.complete(prompt) { events.receive($0) }
        let identity = ModelIdentity(label: "notfalls", model: "quoting", isQuoting: true)
        #expect(events.list.first == .model(identity))
        #expect(events.deltas.count == events.list.count - 1)
        #expect(events.deltas.count > 20)
        #expect(events.deltas.joined() == Quotation(prompt).text)
        #expect(completion == Completion(finishReason: .stop, model: identity))
    }

    @Test("It waits between two words, and only there; without a pace it never sleeps")
    func pace() async throws {
        let clock = CountingClock()
        let events = Events()
        _ = try await QuotingModel(clock: clock).complete(prompt) { events.receive($0) }
        #expect(clock.sleeps.withLock { $0 } == events.deltas.count - 1)
        _ = try await QuotingModel(pace: .zero, clock: clock).complete(prompt) { _ in }
        #expect(clock.sleeps.withLock { $0 } == events.deltas.count - 1)
    }

    @Test("Cancelling stops it between two words at once")
    func cancellation() async throws {
        let clock = StandingClock()
        let events = Events()
        let prompt = prompt
        let task = Task { try await QuotingModel(clock: clock).complete(prompt) { events.receive($0) } }
        for await _ in clock.begun.stream { break }
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

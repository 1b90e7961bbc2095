<<<<<<< HEAD
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
=======
import KayaTesting
import LanguageModels
import Testing

@Suite("Answering by quoting")
struct QuotingModelTests {
    private let received = Received()

    private static let identityCard = Prompt.Excerpt(
        number: 1, title: "Personalausweis beantragen", heading: "Was kostet der Personalausweis?",
        url: "https://kreis.example/ausweis",
        text: """
            - Personalausweis ab 24 Jahren: Gebühr 38,50 Euro; Gültigkeit 10 Jahre
            - Personalausweis unter 24 Jahren: Gebühr 24,20 Euro; Gültigkeit 6 Jahre

            Wer Wohngeld bezieht, kann eine Ermäßigung beantragen.
            """)
    private static let contact = Prompt.Excerpt(
        number: 1, title: "Personalausweis beantragen", heading: "Kontakt", url: "https://kreis.example/ausweis",
        text: "Bürgerbüro Ellernfurt, Marktplatz 2, Telefon 05009 555-200")
    private static let passport = Prompt.Excerpt(
        number: 2, title: "Reisepass", heading: "", url: nil, text: "Der Reisepass gilt zehn Jahre. Er kostet 70 Euro.")

    private func prompt(
        _ question: String, _ excerpts: [Prompt.Excerpt] = [identityCard, contact, passport], language: String = "de"
    ) -> Prompt {
        Prompt(messages: [], question: question, excerpts: excerpts, language: language)
    }

    private func answer(_ prompt: Prompt) async throws -> String {
        let received = Received()
        _ = try await QuotingModel(pace: .zero).complete(prompt, receive: received.callAsFunction)
        return received.text
    }

    @Test("A question about cost is answered with the rows of fees, all of them, and the source")
    func cost() async throws {
        let text = try await answer(prompt("Was kostet ein Personalausweis?"))
        #expect(text.hasPrefix("Ich formuliere nicht selbst, sondern zitiere"))
        #expect(
            text.contains("**Was kostet der Personalausweis?** [1]")
                || text.contains("– Was kostet der Personalausweis?** [1]"))
        #expect(text.contains("38,50 Euro; Gültigkeit 10 Jahre\n- Personalausweis unter 24 Jahren: Gebühr 24,20 Euro"))
        #expect(text.contains("\n\nQuellen:\n[1] Personalausweis beantragen – https://kreis.example/ausweis"))
    }

    @Test("A question for a telephone number is answered with the line that has it")
    func contact() async throws {
        let text = try await answer(prompt("Welche Telefonnummer hat das Bürgerbüro?"))
        #expect(text.contains("Bürgerbüro Ellernfurt, Marktplatz 2, Telefon 05009 555-200"))
    }

    @Test("An English question is answered with English words")
    func english() async throws {
        let text = try await answer(prompt("passport", language: "en"))
        #expect(text.contains("I quote"))
        #expect(text.contains("\n\nSources:\n["))
    }

    @Test(
        "Without excerpts it says so and what to do", arguments: [("de", "nichts gefunden"), ("en", "found nothing")])
    func nothing(_ language: String, _ words: String) async throws {
        let model = QuotingModel(pace: .zero)
        let completion = try await model.complete(
            prompt("Xyzzy?", [], language: language), receive: received.callAsFunction)
        #expect(received.text.contains(words))
        #expect(completion.finishReason == .stop)
        #expect(completion.model.isQuoting)
    }

    @Test("Excerpts without a whole sentence count as none")
    func unusable() async throws {
        let cut = Prompt.Excerpt(number: 1, title: "T", heading: "", url: nil, text: "und dann noch ein halber")
        #expect(try await answer(prompt("?", [cut])).contains("nichts gefunden"))
    }

    @Test("The model is named first, then the words come one by one")
    func words() async throws {
        _ = try await QuotingModel(pace: .zero).complete(
            prompt("Was kostet ein Personalausweis?"), receive: received.callAsFunction)
        guard case .model(let identity)? = received.events.first else { return #expect(Bool(false), "named first") }
        #expect(identity.isQuoting)
        let deltas = received.events.dropFirst()
        #expect(deltas.count > 20)
        for case .delta(let delta) in deltas { #expect(!delta.text.isEmpty && delta.text.count < 60) }
    }

    @Test("A word comes when the pace's time has passed, not before")
    func pace() async throws {
        let clock = ManualClock()
        let model = QuotingModel(pace: .milliseconds(15), clock: clock)
        let prompt = prompt("?", [])
        let received = received
        async let completion = model.complete(prompt, receive: received.callAsFunction)
        await clock.sleeper(until: .milliseconds(15))
        #expect(received.events.count == 2)
        clock.advance(by: .milliseconds(15))
        await clock.sleeper(until: .milliseconds(30))
        #expect(received.events.count == 3)
        while received.text.hasSuffix("direkt.") == false {
            await clock.sleepers(atLeast: 1)
            let before = received.events.count
            clock.advance(by: .milliseconds(15))
            while received.events.count == before { await Task.yield() }
        }
        #expect(try await completion.finishReason == .stop)
    }

    @Test("Cancelling stops it at once")
    func cancelled() async {
        let clock = ManualClock()
        let model = QuotingModel(clock: clock)
        let prompt = prompt("Was kostet ein Personalausweis?")
        let received = received
        let task = Task { try await model.complete(prompt, receive: received.callAsFunction) }
        await clock.sleeper(until: .milliseconds(15))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(received.events.count == 2)
    }

    @Test("The same prompt gives the same answer")
    func deterministic() async throws {
        let prompt = prompt("Personalausweis und Reisepass: Kosten?")
        let first = try await answer(prompt)
        for _ in 0..<20 { #expect(try await answer(prompt) == first) }
>>>>>>> 5fbf1ea805879101e17729f13a8182faa21a7d83
    }
}

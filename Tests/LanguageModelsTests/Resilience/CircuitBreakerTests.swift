import LanguageModels
import Testing

@Suite("The circuit breaker's transitions")
struct CircuitBreakerTests {
    /// What happens to a breaker, one step after the other.
    enum Step: Sendable {
        /// Time passes.
        case wait(Duration)
        /// A call is admitted and ends at once.
        case call(CircuitBreaker.Outcome, firstToken: Duration? = nil)
        /// A call is admitted and its permit kept under a name.
        case begin(String)
        /// The call of that name ends.
        case end(String, CircuitBreaker.Outcome)
        /// A call is refused for this reason.
        case refuse(CircuitBreaker.Refusal.Reason, after: Duration? = nil)

        static func calls(_ count: Int, _ outcome: CircuitBreaker.Outcome, firstToken: Duration? = nil) -> [Step] {
            Array(repeating: .call(outcome, firstToken: firstToken), count: count)
        }
    }

    /// A row of the table; the middle of the jitter's range is used, so delays are exact.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let steps: [Step]
        let phase: CircuitBreaker.Phase

        init(_ description: String, _ steps: [Step], _ phase: CircuitBreaker.Phase) {
            testDescription = description
            self.steps = steps
            self.phase = phase
        }
    }

    private static let opened = Step.calls(5, .failure)
    private static let halfOpen = opened + [.wait(.seconds(5)), .begin("probe")]

    static let rows: [Row] = [
        Row("successes keep it closed", Step.calls(100, .success), .closed),
        Row("four failures in a row keep it closed", Step.calls(4, .failure), .closed),
        Row("five failures in a row open it", opened, .open),
        Row(
            "five in a row count even over hours", (0..<5).flatMap { _ in [.call(.failure), .wait(.seconds(600))] },
            .open),
        Row(
            "a success ends a row", Step.calls(4, .failure) + Step.calls(9, .success) + Step.calls(4, .failure), .closed
        ),
        Row(
            "a neutral outcome does not end a row", Step.calls(4, .failure) + [.call(.neutral), .call(.failure)], .open),
        Row("a slow outcome ends a row", Step.calls(4, .failure) + Step.calls(9, .slow) + [.call(.failure)], .closed),
        Row(
            "five failures that are half of the window open it",
            (0..<5).flatMap { _ in [.call(.success), .call(.failure)] }, .open),
        Row(
            "five failures that are less than half keep it closed",
            [.call(.success)] + (0..<5).flatMap { _ in [.call(.success), .call(.failure)] }, .closed),
        Row(
            "failures older than the window are forgotten",
            Step.calls(4, .failure) + [.call(.success), .wait(.seconds(60))] + Step.calls(4, .failure), .closed),
        Row(
            "failures within the window are not forgotten",
            Step.calls(4, .failure) + [.call(.success), .wait(.seconds(58)), .call(.failure)], .open),
        Row("neutral outcomes never count", Step.calls(100, .neutral) + opened, .open),
        Row("neutral outcomes are no failures", Step.calls(100, .neutral), .closed),
        Row("eight late first tokens open it", Step.calls(8, .slow, firstToken: .seconds(16)), .open),
        Row("seven are too few", Step.calls(7, .slow, firstToken: .seconds(16)), .closed),
        Row("a median of exactly 15 s keeps it closed", Step.calls(8, .success, firstToken: .seconds(15)), .closed),
        Row(
            "half of them late, with a median of 13 s, keeps it closed",
            Step.calls(4, .success, firstToken: .seconds(10)) + Step.calls(4, .slow, firstToken: .seconds(16)), .closed),
        Row(
            "only the last eight count",
            Step.calls(20, .success, firstToken: .seconds(1)) + Step.calls(5, .slow, firstToken: .seconds(16)), .open),
        Row("an open breaker refuses", opened + [.refuse(.open, after: .seconds(5))], .open),
        Row(
            "and tells how long it still will", opened + [.wait(.seconds(3)), .refuse(.open, after: .seconds(2))], .open
        ),
        Row("it stays open until somebody asks", opened + [.wait(.seconds(500))], .open),
        Row("after its delay one probe goes through", halfOpen, .halfOpen),
        Row("and only one", halfOpen + [.refuse(.probing), .refuse(.probing)], .halfOpen),
        Row("one success is not enough", halfOpen + [.end("probe", .success)], .halfOpen),
        Row(
            "after it the next probe goes through, alone",
            halfOpen + [.end("probe", .success), .begin("b"), .refuse(.probing)], .halfOpen),
        Row("two successes close it", halfOpen + [.end("probe", .success), .call(.success)], .closed),
        Row("a failed probe opens it", halfOpen + [.end("probe", .failure)], .open),
        Row("a failure after one success opens it", halfOpen + [.end("probe", .success), .call(.failure)], .open),
        Row("a slow probe opens it", halfOpen + [.end("probe", .slow)], .open),
        Row("a neutral probe decides nothing", halfOpen + [.end("probe", .neutral)], .halfOpen),
        Row("and frees its place", halfOpen + [.end("probe", .neutral), .begin("b"), .refuse(.probing)], .halfOpen),
        Row(
            "a neutral probe keeps the success before it",
            halfOpen + [.end("probe", .success), .call(.neutral), .call(.success)], .closed),
        Row(
            "a failed probe doubles the delay",
            halfOpen + [.end("probe", .failure), .refuse(.open, after: .seconds(10))], .open),
        Row(
            "up to a minute",
            opened + [5, 10, 20, 40, 60, 60].flatMap { [.wait(.seconds($0)), .call(.failure)] }
                + [.refuse(.open, after: .seconds(60))], .open),
        Row(
            "closing resets the delay",
            halfOpen + [.end("probe", .failure), .wait(.seconds(10)), .call(.success), .call(.success)] + opened
                + [.refuse(.open, after: .seconds(5))], .open),
        Row(
            "closing forgets what was before",
            halfOpen + [.end("probe", .success), .call(.success)] + Step.calls(4, .failure), .closed),
        Row(
            "a stream from before the opening decides nothing",
            [.begin("old")] + halfOpen + [.end("old", .failure), .refuse(.probing)], .halfOpen),
        Row(
            "nor does its success", [.begin("old")] + halfOpen + [.end("old", .success), .end("probe", .success)],
            .halfOpen),
        Row(
            "nor after closing",
            (0..<5).map { .begin("old\($0)") } + halfOpen + [.end("probe", .success), .call(.success)]
                + (0..<5).map { .end("old\($0)", .failure) }, .closed),
        Row(
            "a 429 is no failure", (0..<9).flatMap { _ in [.call(.rateLimited(retryAfter: nil)), .wait(.seconds(1))] },
            .closed),
        Row(
            "but keeps everybody away for as long as it says",
            [
                .call(.rateLimited(retryAfter: .seconds(7))), .refuse(.rateLimited, after: .seconds(7)),
                .wait(.seconds(7)), .call(.success),
            ],
            .closed),
        Row(
            "or for a second", [.call(.rateLimited(retryAfter: nil)), .refuse(.rateLimited, after: .seconds(1))],
            .closed),
        Row(
            "at most a minute",
            [.call(.rateLimited(retryAfter: .seconds(9999))), .refuse(.rateLimited, after: .seconds(60))], .closed),
        Row("a negative wait is none", [.call(.rateLimited(retryAfter: .seconds(-9))), .call(.success)], .closed),
        Row(
            "a shorter cooldown does not end a longer one",
            [
                .begin("a"), .call(.rateLimited(retryAfter: .seconds(9))), .end("a", .rateLimited(retryAfter: nil)),
                .refuse(.rateLimited, after: .seconds(9)),
            ], .closed),
        Row(
            "a probe that is told 429 frees its place",
            halfOpen + [
                .end("probe", .rateLimited(retryAfter: nil)), .refuse(.rateLimited), .wait(.seconds(1)), .begin("b"),
            ],
            .halfOpen),
        Row("a refused key is misconfigured at once", [.call(.misconfigured)], .misconfigured),
        Row("and fails fast", [.call(.misconfigured), .refuse(.misconfigured, after: .seconds(30))], .misconfigured),
        Row(
            "after its cooldown one probe goes through, alone",
            [.call(.misconfigured), .wait(.seconds(30)), .begin("probe"), .refuse(.misconfigured)], .misconfigured),
        Row("one success closes it", [.call(.misconfigured), .wait(.seconds(30)), .call(.success)], .closed),
        Row(
            "another refusal starts the cooldown again",
            [
                .call(.misconfigured), .wait(.seconds(30)), .call(.misconfigured),
                .refuse(.misconfigured, after: .seconds(30)),
            ],
            .misconfigured),
        Row(
            "a failed probe of a misconfigured server opens it",
            [.call(.misconfigured), .wait(.seconds(30)), .call(.failure)], .open),
        Row(
            "a neutral probe of a misconfigured server frees its place",
            [.call(.misconfigured), .wait(.seconds(30)), .call(.neutral), .begin("b")], .misconfigured),
        Row("a probe can find it misconfigured", halfOpen + [.end("probe", .misconfigured)], .misconfigured),
        Row("an old stream cannot", [.begin("old")] + halfOpen + [.end("old", .misconfigured)], .halfOpen),
    ]

    @Test("Every transition", arguments: rows)
    func transition(_ row: Row) throws {
        var breaker = CircuitBreaker()
        var middle = FixedGenerator.middle
        var now = Duration.seconds(1000)
        var permits: [String: CircuitBreaker.Permit] = [:]
        for (index, step) in row.steps.enumerated() {
            switch step {
            case .wait(let duration): now += duration
            case .begin(let name):
                let permit = try #require(breaker.admit(at: now).permit, "step \(index)")
                permits[name] = permit
            case .end(let name, let outcome):
                breaker.report(outcome, for: try #require(permits[name]), at: now, using: &middle)
            case .call(let outcome, let firstToken):
                let permit = try #require(breaker.admit(at: now).permit, "step \(index)")
                breaker.report(outcome, firstToken: firstToken, for: permit, at: now, using: &middle)
            case .refuse(let reason, let after):
                let refusal = try #require(breaker.admit(at: now).refusal, "step \(index)")
                #expect(refusal.reason == reason)
                if let after { #expect(refusal.retryAfter.isNear(after), "step \(index): \(refusal.retryAfter)") }
            }
        }
        #expect(breaker.phase == row.phase)
    }

    @Test("Jitter moves the delay by at most a fifth")
    func jitter() throws {
        var generator = SplitMix64(seed: 7)
        var delays: [Duration] = []
        for _ in 0..<200 {
            var breaker = CircuitBreaker()
            for _ in 0..<5 {
                let permit = try #require(breaker.admit(at: .zero).permit)
                breaker.report(.failure, for: permit, at: .zero, using: &generator)
            }
            delays.append(try #require(breaker.admit(at: .zero).refusal).retryAfter)
        }
        #expect(delays.allSatisfy { $0 >= .seconds(4) && $0 <= .seconds(6) })
        #expect(try #require(delays.max()) - #require(delays.min()) > .seconds(1))
    }
}

extension CircuitBreaker.Admission {
    var permit: CircuitBreaker.Permit? {
        if case .admitted(let permit) = self { permit } else { nil }
    }

    var refusal: CircuitBreaker.Refusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}

extension Duration {
    fileprivate func isNear(_ other: Duration) -> Bool {
        self - other < .milliseconds(1) && other - self < .milliseconds(1)
    }
}

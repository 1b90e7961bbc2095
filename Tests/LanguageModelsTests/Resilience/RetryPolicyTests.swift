import LanguageModels
import Testing

@Suite("When a request is sent again")
struct RetryPolicyTests {
    private func decide(
        _ error: ModelError, attempt: Int = 1, elapsed: Duration = .zero, _ generator: FixedGenerator = .lowest,
        policy: RetryPolicy = RetryPolicy()
    ) -> RetryPolicy.Decision {
        var generator = generator
        return policy.decision(after: error, attempt: attempt, elapsed: elapsed, using: &generator)
    }

    @Test("Without jitter the delays are half a second, doubling")
    func doubling() {
        #expect(decide(ModelError(.cut, "")) == .retry(after: .milliseconds(500)))
        #expect(decide(ModelError(.cut, ""), attempt: 2) == .retry(after: .seconds(1)))
    }

    @Test("Jitter takes away at most a quarter and never adds")
    func jitter() throws {
        var generator = SplitMix64(seed: 1)
        for _ in 0..<1000 {
            let decision = RetryPolicy().decision(
                after: ModelError(.cut, ""), attempt: 1, elapsed: .zero, using: &generator)
            guard case .retry(let delay) = decision else { return #expect(Bool(false), "it must be retried") }
            #expect(delay >= .milliseconds(375) && delay <= .milliseconds(500))
        }
        guard case .retry(let least) = decide(ModelError(.cut, ""), .highest) else { return }
        #expect(least < .milliseconds(376))
    }

    @Test("A delay of our own is never longer than eight seconds")
    func cap() {
        var policy = RetryPolicy()
        policy.maximumRetries = 100
        policy.firstTokenBudget = .seconds(100)
        #expect(decide(ModelError(.cut, ""), attempt: 5, policy: policy) == .retry(after: .seconds(8)))
        #expect(decide(ModelError(.cut, ""), attempt: 99, policy: policy) == .retry(after: .seconds(8)))
    }

    @Test("There are at most two retries")
    func exhausted() {
        #expect(decide(ModelError(.cut, ""), attempt: 3) == .giveUp(.exhausted))
    }

    @Test("What would fail again is not retried", arguments: ModelError.Code.allCases)
    func pointless(_ code: ModelError.Code) {
        let isRetried = if case .retry = decide(ModelError(code, "")) { true } else { false }
        #expect(isRetried == code.isUsuallyRetryable)
        #expect(decide(ModelError(code, "", isRetryable: false)) == .giveUp(.pointless))
    }

    @Test("Retry-After is waited for in full")
    func retryAfter() {
        let error = ModelError(.rateLimited, "", retryAfter: .seconds(12))
        #expect(decide(error) == .retry(after: .seconds(12)))
    }

    @Test("A Retry-After shorter than our own delay does not shorten it")
    func shortRetryAfter() {
        let error = ModelError(.rateLimited, "", retryAfter: .milliseconds(1))
        #expect(decide(error) == .retry(after: .milliseconds(500)))
    }

    @Test("A wait that leaves nothing of the first token's budget is not begun")
    func late() {
        let error = ModelError(.rateLimited, "", retryAfter: .seconds(12))
        #expect(decide(error, elapsed: .seconds(8)) == .giveUp(.late))
        #expect(decide(error, elapsed: .milliseconds(7_999)) == .retry(after: .seconds(12)))
        #expect(decide(ModelError(.timeout, ""), elapsed: .seconds(20)) == .giveUp(.late))
    }
}

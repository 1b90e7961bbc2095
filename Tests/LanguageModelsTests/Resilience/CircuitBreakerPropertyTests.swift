import LanguageModels
import Testing

@Suite("What holds of the circuit breaker whatever happens")
struct CircuitBreakerPropertyTests {
    private struct Running {
        let permit: CircuitBreaker.Permit
        let phase: CircuitBreaker.Phase
    }

    @Test("A thousand random histories keep the invariants", arguments: 0..<1000)
    func histories(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var breaker = CircuitBreaker()
        var running: [Running] = []
        var now = Duration.zero
        var refusedUntil: Duration?
        for _ in 0..<300 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4:
                let before = breaker.phase
                switch breaker.admit(at: now) {
                case .admitted(let permit):
                    #expect(permit.isProbe == (before != .closed), "only a closed breaker admits without a probe")
                    #expect(refusedUntil.map { now >= $0 } ?? true, "admitted before the time it had named")
                    running.append(Running(permit: permit, phase: breaker.phase))
                    refusedUntil = nil
                case .refused(let refusal):
                    #expect(refusal.retryAfter > .zero && refusal.retryAfter <= .seconds(72))
                    if refusal.reason == .open { refusedUntil = now + refusal.retryAfter }
                }
            case 4..<8 where !running.isEmpty:
                let call = running.remove(at: Int.random(in: 0..<running.count, using: &random))
                let before = breaker.phase
                let outcome = Self.outcome(using: &random)
                breaker.report(
                    outcome, firstToken: .seconds(Int.random(in: 0...20, using: &random)), for: call.permit, at: now,
                    using: &random)
                if outcome == .neutral { #expect(breaker.phase == before, "neutral decides nothing") }
                if before == .open { #expect(breaker.phase == .open, "nothing that ends changes an open breaker") }
            default: now += .milliseconds(Int.random(in: 0...8000, using: &random))
            }
            #expect(Self.currentProbes(running, breaker.phase) <= 1, "at most one probe")
        }
        expectRecovery(&breaker, running, now, &random)
    }

    /// Once every call has left and time has passed, a healthy server is found again.
    private func expectRecovery(
        _ breaker: inout CircuitBreaker, _ running: [Running], _ end: Duration, _ random: inout SplitMix64
    ) {
        for call in running { breaker.report(.neutral, for: call.permit, at: end, using: &random) }
        let now = end + .seconds(100)
        for _ in 0..<2 {
            guard let permit = breaker.admit(at: now).permit else {
                Issue.record("a place that a leaver freed is lost: \(breaker.phase)")
                return
            }
            breaker.report(.success, for: permit, at: now, using: &random)
        }
        #expect(breaker.phase == .closed)
    }

    /// Probes of the present state; those of an earlier one no longer matter.
    private static func currentProbes(_ running: [Running], _ phase: CircuitBreaker.Phase) -> Int {
        guard let newest = running.last(where: \.permit.isProbe) else { return 0 }
        return running.count { $0.permit.isProbe && $0.permit == newest.permit && $0.phase == phase }
    }

    private static func outcome(using random: inout SplitMix64) -> CircuitBreaker.Outcome {
        switch Int.random(in: 0..<12, using: &random) {
        case 0..<4: .failure
        case 4..<7: .success
        case 7: .slow
        case 8..<10: .neutral
        case 10: .rateLimited(retryAfter: .seconds(Int.random(in: 0...5, using: &random)))
        default: .misconfigured
        }
    }
}

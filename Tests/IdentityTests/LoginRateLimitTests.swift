import Identity
import Testing

@Suite("How often a password may be tried")
struct LoginRateLimitTests {
    private func limit(_ configure: (inout LoginRateLimit.Limits) -> Void) -> LoginRateLimit {
        var limits = LoginRateLimit.Limits()
        configure(&limits)
        return LoginRateLimit(limits: limits)
    }

    @Test("A burst is allowed, then one attempt an interval, and waiting is told exactly")
    func bucket() {
        var limit = limit { $0.perName = 2 }
        #expect(limit.attempt(name: "ada", address: "1", now: .zero) == nil)
        #expect(limit.attempt(name: "ada", address: "2", now: .zero) == nil)
        #expect(limit.attempt(name: "ada", address: "3", now: .seconds(10)) == .seconds(20))
        #expect(limit.attempt(name: "ada", address: "3", now: .seconds(30)) == nil)
        #expect(limit.attempt(name: "ada", address: "3", now: .seconds(30)) == .seconds(30))
        #expect(limit.attempt(name: "ben", address: "3", now: .seconds(30)) == nil)
    }

    @Test("One client may try so many names and no more; all of an IPv6 network is one client")
    func addresses() {
        for addresses in [
            ["10.0.0.1", "10.0.0.1", "::ffff:10.0.0.1"],
            ["2001:db8:0:1::1", "2001:db8:0:1:2:3:4:5", "2001:db8::1:0:0:0:9"],
        ] {
            var limit = limit { $0.perAddress = 2 }
            #expect(limit.attempt(name: "a", address: addresses[0], now: .zero) == nil)
            #expect(limit.attempt(name: "b", address: addresses[1], now: .zero) == nil)
            #expect(limit.attempt(name: "c", address: addresses[2], now: .zero) == .seconds(10))
            #expect(limit.attempt(name: "c", address: "2001:db8:0:2::1", now: .zero) == nil)
        }
    }

    @Test("A right password gives the name its attempts back, and the client only the one")
    func success() {
        var limit = limit { ($0.perName, $0.perAddress) = (2, 2) }
        _ = limit.attempt(name: "ada", address: "1", now: .zero)
        _ = limit.attempt(name: "ada", address: "1", now: .zero)
        limit.succeeded(name: "ada", address: "1")
        #expect(limit.attempt(name: "ada", address: "1", now: .zero) == nil)
        #expect(limit.attempt(name: "ada", address: "1", now: .zero) == .seconds(10))
        #expect(limit.attempt(name: "ada", address: "2", now: .zero) == nil)
    }

    @Test("Memory is bounded, and a flood of names does not make the guessed one forgotten")
    func bound() {
        var limit = limit { ($0.perName, $0.perAddress, $0.maximumEntries) = (3, 1_000_000, 100) }
        for _ in 0..<3 { _ = limit.attempt(name: "ada", address: "1", now: .zero) }
        for number in 0..<5_000 {
            _ = limit.attempt(name: "flood \(number)", address: "1", now: .milliseconds(number))
            #expect(limit.entryCount <= 101)
        }
        #expect(limit.attempt(name: "ada", address: "2", now: .seconds(5)) != nil)
    }
}

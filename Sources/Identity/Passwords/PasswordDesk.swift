internal import Dispatch
internal import Synchronization

/// Hashes and checks passwords on threads of its own, a few at a time, so that no event loop ever waits for one.
///
/// Bounds: ``lanes`` at work, ``maximumWaiting`` in all; one more is refused with `overloaded`.
package final class PasswordDesk: Sendable {
    private let cost: PasswordCost
    /// One serial queue for each password that may be worked on at once.
    private let lanes: [DispatchQueue]
    private let maximumWaiting: Int
    private let waiting = Atomic(0)
    private let turn = Atomic(0)
    /// What an unknown name's password is checked against, so that it takes as long as a known one's.
    private let dummy: PasswordHash

    /// How many passwords have been worked on.
    package var workCount: Int { turn.load(ordering: .relaxed) }

    /// A desk.
    package init(cost: PasswordCost = .standard, lanes: Int = 2, maximumWaiting: Int = 64) {
        self.cost = cost
        self.lanes = (0..<max(1, lanes)).map { DispatchQueue(label: "kaya.passwords.\($0)") }
        self.maximumWaiting = maximumWaiting
        dummy = PasswordHash(ofNoneWith: cost)
    }

    /// The hash of a new password.
    /// - Throws: ``IdentityError`` with `invalid` or `overloaded`.
    package func hash(_ password: String) async throws -> PasswordHash {
        try PasswordRules.check(password)
        let cost = cost
        return try await run { try PasswordHash(of: password, cost: cost) }
    }

    /// Whether a password is the one of a hash; `nil` stands for an account that is not there, is never matched and
    /// takes as long.
    /// - Throws: ``IdentityError`` with `overloaded`.
    package func matches(_ password: String, _ hash: PasswordHash?) async throws -> Bool {
        let isPossible = password.utf8.count <= PasswordRules.maximumBytes
        let checked = hash ?? dummy
        let matches = try await run { try checked.matches(isPossible ? password : "") }
        return matches && isPossible && hash != nil
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= maximumWaiting else {
            waiting.wrappingSubtract(1, ordering: .relaxed)
            throw IdentityError(.overloaded, "Too many passwords are being checked.", retryAfter: 2)
        }
        defer { waiting.wrappingSubtract(1, ordering: .relaxed) }
        let lane = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return try await withCheckedThrowingContinuation { continuation in
            lanes[Int(UInt(bitPattern: lane) % UInt(lanes.count))].async {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}

internal import Synchronization

/// Whether something has happened in a call, told once.
///
/// Asking again after it happened is one relaxed load: what a token costs in every decorator.
final class FirstSign: Sendable {
    private let happened = Atomic(false)

    var hasHappened: Bool { happened.load(ordering: .acquiring) }

    /// Whether this is the first time.
    func happensNow() -> Bool {
        if happened.load(ordering: .relaxed) { return false }
        return !happened.exchange(true, ordering: .acquiringAndReleasing)
    }
}

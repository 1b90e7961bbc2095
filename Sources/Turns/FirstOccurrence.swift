internal import Synchronization

/// Tells the first of several occurrences from the others.
final class FirstOccurrence: Sendable {
    private let hasOccurred = Atomic(false)

    /// Whether this is the first call.
    func occurs() -> Bool {
        // The load keeps the common case, every later delta, to a plain read.
        !hasOccurred.load(ordering: .relaxed) && !hasOccurred.exchange(true, ordering: .relaxed)
    }
}

internal import Synchronization

/// A clock that stands still until a test moves it.
///
/// Nothing sleeps really: a sleeper waits until ``advance(by:)`` has passed its deadline, and a test waits with
/// ``sleeper(until:)`` until the code under it has gone to sleep, so that it never guesses how long that takes.
///
/// ```swift
/// let clock = ManualClock()
/// async let outcome = model.complete(prompt) { _ in }
/// await clock.sleeper(until: .seconds(3))      // the model waits for its connect deadline
/// clock.advance(by: .seconds(3))
/// ```
package final class ManualClock: Clock, Sendable {
    /// A time on a manual clock: what was added up since its making.
    package struct Instant: InstantProtocol, CustomStringConvertible {
        /// The time since the clock's making.
        package var offset: Duration

        package init(offset: Duration = .zero) {
            self.offset = offset
        }

        package func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        package func duration(to other: Instant) -> Duration {
            other.offset - offset
        }

        package static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }

        package var description: String { "\(offset)" }
    }

    private struct Sleeper {
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Observer {
        let isSatisfied: @Sendable ([Instant]) -> Bool
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var now = Instant()
        var nextID = 0
        var sleepers: [Int: Sleeper] = [:]
        /// Sleeps cancelled before they began.
        var cancelled: Set<Int> = []
        var observers: [Observer] = []

        /// Takes out the observers that have what they wait for.
        mutating func satisfiedObservers() -> [Observer] {
            let deadlines = sleepers.values.map(\.deadline)
            let satisfied = observers.filter { $0.isSatisfied(deadlines) }
            observers.removeAll { $0.isSatisfied(deadlines) }
            return satisfied
        }
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .nanoseconds(1) }

    /// Waits until the clock was moved to `deadline`.
    ///
    /// - Throws: `CancellationError` as soon as the task is cancelled.
    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { add(Sleeper(deadline: deadline, continuation: $0), id: id) }
        } onCancel: {
            cancel(id)
        }
    }

    /// Moves the clock and wakes the sleepers whose deadline has come, the earliest first.
    package func advance(by duration: Duration) {
        let woken = state.withLock { state -> [Sleeper] in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Waits until somebody sleeps until the given time since the clock's making.
    package func sleeper(until offset: Duration) async {
        await observe { $0.contains(Instant(offset: offset)) }
    }

    /// Waits until at least `count` sleepers are there.
    package func sleepers(atLeast count: Int) async {
        await observe { $0.count >= count }
    }

    /// The deadlines slept for now, the earliest first.
    package var deadlines: [Duration] {
        state.withLock { $0.sleepers.values.map(\.deadline.offset).sorted() }
    }

    private func add(_ sleeper: Sleeper, id: Int) {
        let (isCancelled, isDue, satisfied) = state.withLock { state -> (Bool, Bool, [Observer]) in
            if state.cancelled.remove(id) != nil { return (true, false, []) }
            if sleeper.deadline <= state.now { return (false, true, []) }
            state.sleepers[id] = sleeper
            return (false, false, state.satisfiedObservers())
        }
        if isCancelled { sleeper.continuation.resume(throwing: CancellationError()) }
        if isDue { sleeper.continuation.resume() }
        for observer in satisfied { observer.continuation.resume() }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            if let sleeper = state.sleepers.removeValue(forKey: id) { return sleeper }
            state.cancelled.insert(id)
            return nil
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }

    private func observe(_ isSatisfied: @escaping @Sendable ([Instant]) -> Bool) async {
        await withCheckedContinuation { continuation in
            let satisfied = state.withLock { state in
                state.observers.append(Observer(isSatisfied: isSatisfied, continuation: continuation))
                return state.satisfiedObservers()
            }
            for observer in satisfied { observer.continuation.resume() }
        }
    }
}

public import Synchronization

/// An append-only log that many readers follow, each at its own pace.
///
/// A reader is a position and a wake-up call, nothing more: it looks (``slice(after:)``), and when it has seen all,
/// waits to be woken. A slow reader costs nothing and loses nothing. First look and resume are the same call, so
/// there is no moment between them in which an event could be missed.
///
/// ```swift
/// let stream = LiveStream<String>(capacity: 1_000)
/// let registration = stream.register { loop.execute { drain() } }
/// defer { stream.unregister(registration) }
/// ```
public final class LiveStream<Event: Sendable>: Sendable {
    /// What a reader is called by; returned by ``register(wake:)``.
    public struct Registration: Sendable, Hashable {
        @usableFromInline let number: Int

        @inlinable
        init(number: Int) { self.number = number }
    }

    @usableFromInline
    struct State {
        @usableFromInline var log: StreamLog<Event>
        @usableFromInline var readers: [(number: Int, wake: @Sendable () -> Void)] = []
        @usableFromInline var nextNumber = 1

        @inlinable
        init(log: StreamLog<Event>) { self.log = log }
    }

    // Inlinable and public, so that another module compiles its streams for its own event: Swift does neither for
    // what is `package`, and asks the runtime for every type at every call then.
    @usableFromInline let state: Mutex<State>

    /// An empty stream for at most `capacity` events before its terminal one.
    @inlinable
    public init(capacity: Int) {
        state = Mutex(State(log: StreamLog(capacity: capacity)))
    }

    /// Adds an event and wakes the readers, on the caller's thread, after the event can be read.
    @inlinable
    @discardableResult
    public func append(_ event: Event) -> StreamLog<Event>.AppendOutcome {
        change { $0.append(event) }
    }

    /// Adds the last event and wakes the readers.
    @inlinable
    @discardableResult
    public func end(with event: Event) -> StreamLog<Event>.AppendOutcome {
        change { $0.end(with: event) }
    }

    @inlinable
    func change(
        _ body: (inout StreamLog<Event>) -> StreamLog<Event>.AppendOutcome
    ) -> StreamLog<Event>.AppendOutcome {
        let (outcome, readers) = state.withLock { state in
            let outcome = body(&state.log)
            return (outcome, state.readers)
        }
        if case .appended = outcome {
            for reader in readers { reader.wake() }
        }
        return outcome
    }

    /// Wakes the readers though nothing was appended, so that they look at something beside the log.
    @inlinable
    public func wakeReaders() {
        for reader in state.withLock({ $0.readers }) { reader.wake() }
    }

    /// Everything after a position, at once and without waiting.
    @inlinable
    public func slice(after sequence: Int) -> StreamSlice<Event> {
        state.withLock { $0.log.slice(after: sequence) }
    }

    /// The sequence number of the last event, 0 when there is none.
    @inlinable
    public var lastSequence: Int { state.withLock { $0.log.lastSequence } }

    /// Whether the terminal event is in the log.
    @inlinable
    public var isEnded: Bool { state.withLock { $0.log.isEnded } }

    /// How many readers are registered.
    @inlinable
    public var readerCount: Int { state.withLock { $0.readers.count } }

    /// How many readers have ever been registered; a change tells that somebody looked, however short the look was.
    @inlinable
    public var registrationCount: Int { state.withLock { $0.nextNumber - 1 } }

    /// Registers a reader's wake-up call.
    ///
    /// `wake` is called after every append, on the appending thread, possibly once more after
    /// ``unregister(_:)`` has returned; it must be cheap and must not block. Look once after registering: what was
    /// appended before does not wake.
    @inlinable
    public func register(wake: @escaping @Sendable () -> Void) -> Registration {
        state.withLock { state in
            let number = state.nextNumber
            state.nextNumber += 1
            state.readers.append((number, wake))
            return Registration(number: number)
        }
    }

    /// Ends a registration; unknown ones are ignored.
    ///
    /// - Returns: How many readers are left.
    @inlinable
    @discardableResult
    public func unregister(_ registration: Registration) -> Int {
        state.withLock { state in
            state.readers.removeAll { $0.number == registration.number }
            return state.readers.count
        }
    }
}

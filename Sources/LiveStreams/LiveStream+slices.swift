extension LiveStream {
    /// Follows the stream from a position until its end, slice by slice.
    ///
    /// `body` gets everything that was appended since the last slice, never an empty slice; the reader is registered
    /// for exactly as long as this call runs.
    ///
    /// - Parameter look: What a reader with a view of its own sees after a position; the log itself without one.
    /// - Throws: What `body` throws, and `CancellationError` when the task is cancelled while waiting.
    package func follow(
        after sequence: Int,
        through look: ((Int) -> StreamSlice<Event>)? = nil,
        _ body: (StreamSlice<Event>) async throws -> Void
    ) async throws {
        let signal = WakeSignal()
        let registration = register { signal.signal() }
        defer { unregister(registration) }
        var position = sequence
        while true {
            let slice = look?(position) ?? slice(after: position)
            if !slice.isEmpty {
                position = slice.lastSequence
                try await body(slice)
            }
            if slice.isEnded { return }
            if slice.isEmpty {
                await signal.wait()
                try Task.checkCancellation()
            }
        }
    }

    /// Waits until there is an event.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while waiting.
    package func firstEvent() async throws {
        let signal = WakeSignal()
        let registration = register { signal.signal() }
        defer { unregister(registration) }
        while lastSequence == 0 {
            await signal.wait()
            try Task.checkCancellation()
        }
    }
}

internal import Dialogue
internal import LiveStreams
internal import NIOCore
internal import NIOHTTPTypes
internal import Turns

/// Writes one reader's view of a turn to its connection: a cursor that moves when the log has grown and the socket
/// takes bytes.
///
/// Lives on the connection's event loop and is used nowhere else. It holds no bytes of its own: what a reader has not
/// taken stays in the log, so a slow reader costs a position. Per wake-up: one look, one buffer, one write, one flush.
final class StreamWriter: StreamSinkOccupant {
    /// How the writing ended.
    enum Outcome: String, Sendable, Hashable, CaseIterable {
        /// The terminal event was written.
        case complete
        /// The reader went away.
        case readerLeft = "reader-left"
        /// The reader took nothing for too long and was cut off.
        case timedOut = "timed-out"
    }

    private let channel: any Channel
    private let sink: StreamSink
    private let framing: FrameBuffer.Framing
    private let reader: TurnReader
    private let timing: StreamTiming
    private var dialect: any FrameDialect
    private var position: Int
    private var lastWrite: NIODeadline
    private var isBlocked = false
    private var hasWrittenEnd = false
    private var timer: NIOScheduledCallback?
    private var completion: ((Outcome) -> Void)?

    /// A writer for an assignment. Call on the channel's event loop.
    init(_ assignment: StreamAssignment) throws {
        channel = assignment.channel
        reader = assignment.reader
        position = assignment.reader.start(after: assignment.position)
        dialect = assignment.dialect
        timing = assignment.timing
        lastWrite = channel.eventLoop.now
        (sink, framing) = try StreamSink.install(in: channel)
    }

    /// Writes the opening and what is there already, and begins to follow.
    ///
    /// - Parameter completion: Called once, when the writing has ended.
    func start(_ completion: @escaping (Outcome) -> Void) {
        self.completion = completion
        guard !sink.isAbandoned else { return end(.readerLeft) }
        sink.occupant = self
        var frames = FrameBuffer(framing: framing)
        dialect.open(into: &frames)
        write(frames)
        sink.flushSoon()
        startTimer()
        drain()
    }

    /// Writes what is new, if the socket takes it.
    func drain() {
        guard completion != nil else { return }
        guard channel.isWritable else {
            isBlocked = true
            return
        }
        // What was written last has been taken, the end included.
        if hasWrittenEnd { return end(.complete) }
        let slice = reader.slice(after: position)
        if !slice.isEmpty {
            var frames = FrameBuffer(framing: framing)
            dialect.write(slice, of: reader.turn.id, into: &frames)
            position = slice.lastSequence
            if !frames.isEmpty {
                write(frames)
                if !slice.isEnded { sink.flush() }
            }
        }
        guard slice.isEnded else { return }
        hasWrittenEnd = true
        if channel.isWritable { end(.complete) } else { isBlocked = true }
        // Whoever waited for the end was woken first, and ends the response in the same write.
        sink.flushSoon()
    }

    private func write(_ frames: consuming FrameBuffer) {
        lastWrite = channel.eventLoop.now
        switch framing {
        case .chunk: sink.write(frames.finished())
        case .plain: channel.write(HTTPResponsePart.body(frames.finished()), promise: nil)
        }
    }

    /// Stops writing, because whoever waits for it was cancelled.
    func cancel() {
        end(.readerLeft)
    }

    private func end(_ outcome: Outcome) {
        guard let completion else { return }
        self.completion = nil
        timer?.cancel()
        timer = nil
        if sink.occupant === self { sink.occupant = nil }
        completion(outcome)
    }

    // MARK: Time

    /// One timer serves heartbeat and write timeout; it looks at the last write instead of being reset by each.
    private func startTimer() {
        let interval = min(TimeAmount(timing.heartbeat), TimeAmount(timing.writeTimeout))
        schedule(at: lastWrite + interval)
    }

    private func schedule(at deadline: NIODeadline) {
        // Only a loop that is shut down takes no timers, and nothing is written there any more.
        timer = try? channel.eventLoop.scheduleCallback(
            at: deadline, handler: Timer(writer: NIOLoopBound(self, eventLoop: channel.eventLoop)))
    }

    fileprivate func timerFired() {
        guard completion != nil else { return }
        let silence = channel.eventLoop.now - lastWrite
        if isBlocked || !channel.isWritable {
            guard silence < TimeAmount(timing.writeTimeout) else {
                // The outcome first: closing tells the sink that the reader has left.
                end(.timedOut)
                return channel.close(promise: nil)
            }
        } else if silence >= TimeAmount(timing.heartbeat) {
            var frames = FrameBuffer(framing: framing)
            dialect.heartbeat(into: &frames)
            write(frames)
            sink.flush()
        }
        rescheduleTimer()
    }

    private func rescheduleTimer() {
        let now = channel.eventLoop.now
        let patience = TimeAmount(timing.writeTimeout)
        // The reader may stop taking bytes right after this look, so the next one is not later than its time.
        let next =
            isBlocked || !channel.isWritable
            ? lastWrite + patience : min(lastWrite + TimeAmount(timing.heartbeat), now + patience)
        schedule(at: max(next, now + .milliseconds(1)))
    }

    // MARK: What the connection tells

    func sinkBecameWritable() {
        isBlocked = false
        lastWrite = channel.eventLoop.now
        drain()
    }

    func readerLeft() {
        end(.readerLeft)
    }
}

/// Calls a writer when its time has come.
private struct Timer: NIOScheduledCallbackHandler, Sendable {
    let writer: NIOLoopBound<StreamWriter>

    func handleScheduledCallback(eventLoop: some EventLoop) {
        writer.value.timerFired()
    }
}

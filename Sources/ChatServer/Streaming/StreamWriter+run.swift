internal import LiveStreams
internal import NIOCore
internal import Synchronization
internal import Turns

extension StreamWriter {
    /// Writes a turn to a connection until its end or the reader's.
    ///
    /// The reader is registered for as long as this call runs. On the connection's own loop a wake-up writes at once;
    /// from elsewhere one hop serves all that was appended meanwhile. Cancelling the task ends the writing as if the
    /// reader had left.
    static func run(_ assignment: StreamAssignment) async -> Outcome {
        let eventLoop = assignment.channel.eventLoop
        let progress = NIOLoopBoundBox.makeBoxSendingValue(Progress.notBegun, eventLoop: eventLoop)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let begin: @Sendable () -> Void = {
                    Self.begin(assignment, progress) { continuation.resume(returning: $0) }
                }
                if eventLoop.inEventLoop { begin() } else { eventLoop.execute(begin) }
            }
        } onCancel: {
            eventLoop.execute {
                if case .begun(let writer) = progress.value { writer.cancel() } else { progress.value = .cancelled }
            }
        }
    }

    private static func begin(
        _ assignment: StreamAssignment, _ progress: NIOLoopBoundBox<Progress>, completion: @escaping (Outcome) -> Void
    ) {
        // A connection that is closed already takes no handlers: its reader has left.
        guard case .notBegun = progress.value, let writer = try? StreamWriter(assignment) else {
            return completion(.readerLeft)
        }
        progress.value = .begun(writer)
        let stream = assignment.reader.turn.stream
        let registration = follow(writer, stream: stream, on: assignment.channel.eventLoop)
        writer.start { outcome in
            stream.unregister(registration)
            completion(outcome)
        }
    }

    private enum Progress {
        case notBegun
        case begun(StreamWriter)
        case cancelled
    }

    private static func follow<Event>(
        _ writer: StreamWriter, stream: LiveStream<Event>, on eventLoop: any EventLoop
    ) -> LiveStream<Event>.Registration {
        let bound = NIOLoopBound(writer, eventLoop: eventLoop)
        let hop = PendingHop()
        return stream.register {
            if eventLoop.inEventLoop {
                bound.value.drain()
            } else if hop.begin() {
                eventLoop.execute {
                    hop.end()
                    bound.value.drain()
                }
            }
        }
    }
}

/// Whether a wake-up is on its way to another event loop already.
private final class PendingHop: Sendable {
    private let isPending = Atomic(false)

    func begin() -> Bool { !isPending.exchange(true, ordering: .acquiringAndReleasing) }
    func end() { isPending.store(false, ordering: .releasing) }
}

internal import LiveStreams
internal import NIOCore
internal import Synchronization
internal import Turns

extension StreamWriter {
    /// Writes a turn to a connection until its end or the reader's.
    ///
    /// The reader is registered for as long as this call runs. On the connection's own loop a wake-up writes at once;
    /// from elsewhere one hop serves all that was appended meanwhile.
    static func run(
        on channel: any Channel,
        reader: TurnReader,
        after position: Int,
        dialect: any FrameDialect,
        timing: StreamTiming
    ) async throws -> Outcome {
        let eventLoop = channel.eventLoop
        let started = eventLoop.makePromise(of: NIOLoopBound<StreamWriter>.self)
        let ended = eventLoop.makePromise(of: Outcome.self)
        eventLoop.execute {
            do {
                let writer = try StreamWriter(
                    channel: channel, reader: reader, after: position, dialect: dialect, timing: timing
                ) { ended.succeed($0) }
                follow(writer, stream: reader.turn.stream, until: ended.futureResult)
                started.succeed(NIOLoopBound(writer, eventLoop: eventLoop))
                writer.start()
            } catch {
                started.fail(error)
                ended.fail(error)
            }
        }
        return try await withTaskCancellationHandler {
            try await ended.futureResult.get()
        } onCancel: {
            started.futureResult.whenSuccess { $0.value.cancel() }
        }
    }

    private static func follow<Event>(
        _ writer: StreamWriter,
        stream: LiveStream<Event>,
        until end: EventLoopFuture<Outcome>
    ) {
        let eventLoop = end.eventLoop
        let bound = NIOLoopBound(writer, eventLoop: eventLoop)
        let hop = PendingHop()
        let registration = stream.register {
            if eventLoop.inEventLoop {
                bound.value.drain()
            } else if hop.begin() {
                eventLoop.execute {
                    hop.end()
                    bound.value.drain()
                }
            }
        }
        end.whenComplete { _ in stream.unregister(registration) }
    }
}

/// Whether a wake-up is on its way to another event loop already.
private final class PendingHop: Sendable {
    private let isPending = Atomic(false)

    func begin() -> Bool { !isPending.exchange(true, ordering: .acquiringAndReleasing) }
    func end() { isPending.store(false, ordering: .releasing) }
}

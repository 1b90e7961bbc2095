internal import NIOCore

/// Runs an operation for a reader who waits for its result, and cancels it when the reader leaves.
enum ReaderWatch {
    /// Runs `operation`, cancelled as soon as the connection's reader is gone.
    ///
    /// - Throws: What `operation` throws; `CancellationError` when the reader left.
    static func run<Value: Sendable>(
        on channel: any Channel,
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let (occupant, left) = try await occupySink(of: channel)
        defer { channel.eventLoop.execute { occupant.value.end() } }
        return try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try await left.futureResult.get()
                throw CancellationError()
            }
            defer {
                group.cancelAll()
                // The watching child ends only with its future.
                left.succeed()
            }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    private static func occupySink(
        of channel: any Channel
    ) async throws -> (NIOLoopBound<Occupant>, EventLoopPromise<Void>) {
        do {
            return try await channel.eventLoop.submit {
                let (sink, _) = try StreamSink.install(in: channel)
                let left = channel.eventLoop.makePromise(of: Void.self)
                let occupant = Occupant(sink: sink, left: left)
                if sink.isAbandoned { occupant.readerLeft() } else { sink.occupant = occupant }
                return (NIOLoopBound(occupant, eventLoop: channel.eventLoop), left)
            }.get()
        } catch is ChannelError {
            // A closed connection takes no handlers: its reader left before the watch began.
            throw CancellationError()
        }
    }

    private final class Occupant: StreamSinkOccupant {
        private let sink: StreamSink
        private let left: EventLoopPromise<Void>
        private var isOver = false

        init(sink: StreamSink, left: EventLoopPromise<Void>) {
            self.sink = sink
            self.left = left
        }

        func sinkBecameWritable() {}

        func readerLeft() {
            guard !isOver else { return }
            isOver = true
            left.succeed()
        }

        func end() {
            isOver = true
            if sink.occupant === self { sink.occupant = nil }
        }
    }
}

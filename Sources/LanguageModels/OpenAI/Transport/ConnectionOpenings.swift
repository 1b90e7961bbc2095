import NIOCore
import Synchronization

/// Counts the connections that async-http-client opens, so that an unchanged number proves that a request went over a
/// connection from its pool.
final class ConnectionOpenings: Sendable {
    private let counter = Atomic(0)

    var number: Int { counter.load(ordering: .sequentiallyConsistent) }

    func count(_ channel: any Channel) -> EventLoopFuture<Void> {
        counter.add(1, ordering: .sequentiallyConsistent)
        return channel.eventLoop.makeSucceededVoidFuture()
    }
}

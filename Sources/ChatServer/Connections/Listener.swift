internal import Logging
internal import NIOCore
internal import Synchronization

/// The listening channel of a server that runs.
///
/// When shutdown begins it stops accepting before it is closed: NIO drops a connection that is accepted in the moment in
/// which its listener closes, and a dropped one ends the process (apple/swift-nio#2813).
final class Listener: Sendable {
    private let channel = Mutex<(any Channel)?>(nil)
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// The channel listens from now on.
    func open(_ channel: any Channel) async {
        self.channel.withLock { $0 = channel }
        do {
            try await channel.eventLoop.submit { [logger] in
                try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: logger), position: .first)
            }.get()
        } catch {
            logger.debug("A listening socket is closed", metadata: ["error": "\(error)"])
        }
    }

    /// Takes no more connections; those that were accepted are served.
    func stopAccepting() {
        channel.withLock(\.self)?.setAccepting(false, logger)
    }
}

extension Channel {
    /// Lets a listening channel accept connections, or leaves them in the kernel's queue.
    func setAccepting(_ isAccepting: Bool, _ logger: Logger) {
        setOption(.autoRead, value: isAccepting).whenFailure { error in
            logger.debug("A listening socket is closed", metadata: ["error": "\(error)"])
        }
    }
}

import Dispatch
import LanguageModels
import NIOCore
import NIOPosix

/// An event loop that is held up, as a whole process is while it is stopped: what comes meanwhile waits in the sockets.
struct HeldUpLoop: Sendable {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let isReleased = DispatchSemaphore(value: 0)

    /// Holds the loop up once it has done what it does now, and before it reads again.
    ///
    /// - Parameters:
    ///   - time: how long at least; ``release()`` must have come as well, unless it never does.
    ///   - whenHeld: called on the loop while it is held up.
    func holdUp(for time: TimeAmount, whenHeld: @escaping @Sendable () -> Void) {
        group.next().execute {
            let end = NIODeadline.now() + time
            whenHeld()
            _ = isReleased.wait(timeout: .now() + 30)
            while NIODeadline.now() < end {}
        }
    }

    /// What was to happen meanwhile has happened.
    func release() {
        isReleased.signal()
    }

    /// Lends a loop for the duration of `body`.
    static func with(_ body: (HeldUpLoop) async throws -> Void) async throws {
        let loop = HeldUpLoop()
        do {
            try await body(loop)
        } catch {
            try await loop.group.shutdownGracefully()
            throw error
        }
        try await loop.group.shutdownGracefully()
    }
}

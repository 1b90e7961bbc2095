import NIOCore
import NIOPosix
import Synchronization

/// Finds a port that nobody listens on, and none that was found before: two tests that start a server at the same time
/// must not both wait for the same one.
enum FreePort {
    private static let found = Mutex<Set<Int>>([])

    static func find() async throws -> Int {
        while true {
            let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            let port = listener.localAddress?.port ?? 0
            try await listener.close()
            if found.withLock({ $0.insert(port).inserted }) { return port }
        }
    }
}

internal import NIOCore
internal import NIOPosix

/// The threads everything runs on.
enum EventLoops {
    /// Sizes NIO's shared group and makes it Swift's executor too, so that a token crosses no thread on its way from the
    /// model's socket to the reader's. Call once, before anything else runs.
    ///
    /// - Parameter count: How many loops; 0 takes half of the cores, at least one, because the model server, the kernel
    ///   and the database want the rest.
    static func install(count: Int) {
        let cores = NIOCore.System.coreCount
        NIOSingletons.groupLoopCountSuggestion = count > 0 ? count : max(cores / 2, 1)
        NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
    }
}

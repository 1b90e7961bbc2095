internal import NIOCore
internal import NIOPosix

/// The threads everything runs on: NIO's shared event loops, which run Swift's tasks too, so that a token crosses no
/// thread on its way from the model's socket to the reader's.
final class EventLoops: TaskExecutor {
    private let group: MultiThreadedEventLoopGroup

    /// Sizes NIO's shared group. Make one, before anything else runs.
    ///
    /// - Parameter count: How many loops; 0 takes half of the cores, at least one, because the model server, the kernel
    ///   and the database want the rest.
    init(count: Int) {
        let cores = NIOCore.System.coreCount
        NIOSingletons.groupLoopCountSuggestion = count > 0 ? count : max(cores / 2, 1)
        group = .singleton
    }

    /// Runs a job on the loop it comes from, or on any if it comes from elsewhere.
    ///
    /// As a task executor, not as a serial one: a call of an asynchronous function then needs no hop.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        group.any().execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

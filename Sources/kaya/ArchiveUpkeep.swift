internal import Logging
internal import SQLiteStorage
internal import ServiceLifecycle

/// Keeps the archive's write-ahead log short, apart from those who write: a question does not wait while thousands of
/// pages are copied.
struct ArchiveUpkeep: Service {
    let archive: SQLiteArchive
    let clock: any Clock<Duration>
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await clock.sleep(for: .seconds(1))
                    try await archive.checkpoint()
                } catch is CancellationError {
                    return
                } catch {
                    // The archive's writes say so too, to whoever asks and in the log.
                    logger.debug("The write-ahead log could not be copied", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}

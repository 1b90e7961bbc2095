internal import Archive
internal import Dialogue
internal import Logging
internal import ServiceLifecycle

/// Deletes conversations whose time is over: a minute after the start, then every hour. What it deleted is logged as a
/// number and nothing more.
struct ExpirySchedule: Service {
    let expiry: ConversationExpiry
    let clock: any Clock<Duration>
    let wallTime: @Sendable () -> Timestamp
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = Duration.seconds(60)
            while true {
                do {
                    try await clock.sleep(for: pause)
                } catch {
                    return
                }
                await delete()
                pause = .seconds(3_600)
            }
        }
    }

    private func delete() async {
        do {
            let count = try await expiry.run(at: wallTime())
            if count > 0 { logger.notice("Conversations were deleted on time", metadata: ["count": "\(count)"]) }
        } catch {
            logger.error("Conversations could not be deleted on time", metadata: ["error": "\(error)"])
        }
    }
}

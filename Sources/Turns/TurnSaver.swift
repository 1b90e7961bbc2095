package import Archive
internal import Dialogue
internal import LiveStreams
package import Logging

/// Keeps running turns of conversations as they grow, so that little is lost when the process dies: what came within the
/// last `interval` and the time that writing takes.
///
/// No stream waits for it. While the archive cannot be written it goes on trying, and what ended meanwhile is kept as
/// soon as it can: ``PendingEndings``.
package final class TurnSaver: Sendable {
    private static let interval = Duration.milliseconds(500)
    private let archive: any ConversationArchive
    private let intake: TurnIntake
    private let clock: TurnClock
    private let logger: Logger

    package init(archive: any ConversationArchive, intake: TurnIntake, clock: TurnClock, logger: Logger) {
        self.archive = archive
        self.intake = intake
        self.clock = clock
        self.logger = logger
    }

    /// Keeps an ending for when the archive can be written again.
    func keep(_ ending: PendingEndings.Ending) {
        if !intake.pendingEndings.keep(ending) {
            logger.error("The ending of a turn was given up: the archive has been unwritable for too long")
        }
    }

    /// Saves again and again until the task is cancelled.
    func run() async {
        var progress = SavedProgress()
        var isFailing = false
        while true {
            do {
                try await clock.sleep(Self.interval)
            } catch {
                return
            }
            do {
                try await save(&progress)
                if isFailing { logger.notice("The archive can be written again") }
                isFailing = false
            } catch {
                if !isFailing { logger.error("The archive cannot be written", metadata: ["error": "\(error)"]) }
                isFailing = true
            }
        }
    }

    /// Saves what has grown since the last time, and the endings that wait.
    func save(_ progress: inout SavedProgress) async throws {
        for ending in intake.pendingEndings.all {
            try await archive.finish(ending.id, in: ending.place, sources: ending.sources, state: ending.state)
            intake.pendingEndings.remove(ending.id)
        }
        let steps = progress.steps(of: intake.unendedKeptTurns)
        guard !steps.isEmpty else { return }
        try await archive.save(steps)
        progress.saved(steps)
    }
}

internal import ServiceLifecycle
internal import Turns

/// Closes the intake when shutdown begins. It is the last service to start and so the first to hear of it, before the
/// server begins to wait for its streams.
struct IntakeDrain: Service {
    let intake: TurnIntake

    func run() async throws {
        // Cancelled or shut down gracefully: either way nothing new is taken.
        try? await gracefulShutdown()
        intake.drain()
    }
}

internal import ServiceLifecycle

/// A service that has ended keeps its place until shutdown reaches it.
///
/// A service group shuts its services down one after the other, and takes one that ends before its time for a failure: it
/// cancels the others, and with them the last words of an answer. What runs turns is done when the last turn is, while
/// the server still writes that turn's end.
struct Lasting<Ending: Service>: Service {
    private let service: Ending

    init(_ service: Ending) {
        self.service = service
    }

    func run() async throws {
        try await service.run()
        // Cancelled or shut down gracefully: either way it is time.
        try? await gracefulShutdown()
    }
}

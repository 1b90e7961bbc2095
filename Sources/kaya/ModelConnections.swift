internal import LanguageModels
internal import ServiceLifecycle

/// Keeps the connections to the model servers for as long as the server runs, and closes them at its end.
struct ModelConnections: Service {
    enum Transport: Sendable {
        case direct(NIOTransport)
        case asyncHTTPClient(AsyncHTTPClientTransport)

        func shutDown() async throws {
            switch self {
            case .direct(let transport): try await transport.shutDown()
            case .asyncHTTPClient(let transport): try await transport.shutDown()
            }
        }
    }

    let transports: [Transport]

    func run() async throws {
        // Cancelled or shut down gracefully: either way the connections are closed.
        try? await gracefulShutdown()
        for transport in transports { try await transport.shutDown() }
    }
}

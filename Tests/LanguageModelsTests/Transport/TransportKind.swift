import LanguageModels
import NIOPosix
import Testing

/// The two transports, to run one contract over both.
enum TransportKind: CaseIterable, CustomTestStringConvertible {
    case nio
    case asyncHTTPClient

    var testDescription: String { self == .nio ? "NIO" : "async-http-client" }

    /// How many header fields a response may have at least.
    var fieldCount: Int { self == .nio ? 300 : 200 }

    /// Lends a transport on one event loop, so that its pool is one.
    ///
    /// - Parameter group: has that loop alone.
    func withTransport<Value>(
        configuration: TransportConfiguration = .init(connectTimeout: .seconds(30), idleTimeout: .seconds(300)),
        group: MultiThreadedEventLoopGroup = .singleLoop,
        _ body: (any ModelTransport) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .nio:
            return try await NIOTransport.withTransport(configuration: configuration, group: group) {
                try await body($0)
            }
        case .asyncHTTPClient:
            return try await AsyncHTTPClientTransport.withTransport(configuration: configuration, group: group) {
                try await body($0)
            }
        }
    }
}

extension MultiThreadedEventLoopGroup {
    /// One loop for all tests, which lives as long as the process.
    static let singleLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}

internal import LanguageModels
internal import NIOCore

extension ModelServerConfiguration {
    /// Lends the transport that reaches this server; afterwards no connection of it is open.
    func withTransport<Value>(
        group: any EventLoopGroup, _ work: (any ModelTransport) async throws -> Value
    ) async throws -> Value {
        switch transport {
        case .direct:
            try await NIOTransport.withTransport(configuration: connections, group: group) { try await work($0) }
        case .asyncHTTPClient(let proxy):
            try await AsyncHTTPClientTransport.withTransport(
                configuration: connections, proxy: proxy, allowsHTTP2: allowsHTTP2, group: group
            ) { try await work($0) }
        }
    }
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOSSL

extension TransportError {
    /// Sorts what async-http-client and the libraries below it throw.
    ///
    /// A broken connection shows itself as any of a dozen errors; whatever is not recognised counts as one too: as
    /// ``Code/cut`` once a connection was there, as ``Code/unreachable`` before.
    init(mapping error: any Error, isConnected: Bool) {
        self.init(Self.code(of: error, isConnected: isConnected), "The exchange failed.", cause: error)
    }

    /// Whether the connection was closed in order before the first byte of a response.
    var isCloseBeforeResponse: Bool {
        cause as? HTTPClientError == .remoteConnectionClosed
    }

    private static func code(of error: any Error, isConnected: Bool) -> Code {
        let otherwise: Code = isConnected ? .cut : .unreachable
        return switch error {
        case let error as TransportError: error.code
        case let error as HTTPClientError: code(of: error) ?? otherwise
        case ChannelError.connectTimeout: .connectTimeout
        case let error as HTTPParserError: error == .invalidEOFState ? .cut : .malformed
        default: otherwise
        }
    }

    private static func code(of error: HTTPClientError) -> Code? {
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
            .getConnectionFromPoolTimeout:
            .connectTimeout
        case .alreadyShutdown, .invalidProxyResponse, .proxyAuthenticationRequired, .emptyHost:
            .unreachable
        case .invalidURL: .malformed
        case .remoteConnectionClosed, .uncleanShutdown, .readTimeout, .writeTimeout: .cut
        default: nil
        }
    }
}

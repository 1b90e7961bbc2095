import AsyncHTTPClient
import Foundation

/// A proxy through which model servers are reached.
///
/// The password is never part of a description.
package struct TransportProxy: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What the proxy speaks.
    package enum Kind: Sendable, Hashable {
        /// An HTTP proxy, asked for a tunnel by CONNECT, whatever the scheme.
        case http
        case socks5
    }

    package var kind: Kind
    package var host: String
    package var port: Int
    private var username: String?
    private var password: String?

    /// Reads the value of a variable such as `HTTPS_PROXY`: `http://user:password@host:3128`, `host:3128`,
    /// `socks5://host`. The port is 1080 for SOCKS and 80 for HTTP if it is not given.
    /// - Throws: ``TransportError`` with ``TransportError/Code/unreachable``; the value may be secret and is not
    ///   quoted.
    package init(parsing text: String) throws {
        let components = URLComponents(string: text.contains("://") ? text : "http://\(text)")
        guard let components, let host = components.host, !host.isEmpty else {
            throw TransportError(.unreachable, "The proxy's address is no URL.")
        }
        switch components.scheme?.lowercased() {
        case "http": kind = .http
        case "socks5", "socks5h": kind = .socks5
        default:
            throw TransportError(.unreachable, "The proxy's URL must begin with http:// or socks5://.")
        }
        self.host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        port = components.port ?? (kind == .http ? 80 : 1080)
        username = components.user
        password = components.password
        if kind == .socks5, username != nil {
            throw TransportError(.unreachable, "A SOCKS proxy with a password is not supported.")
        }
    }

    package var description: String { "\(kind == .http ? "http" : "socks5")://\(host):\(port)" }
    package var debugDescription: String { description }

    var httpClientProxy: HTTPClient.Configuration.Proxy {
        switch kind {
        case .socks5: return .socksServer(host: host, port: port)
        case .http:
            let authorization = username.map { HTTPClient.Authorization.basic(username: $0, password: password ?? "") }
            return .server(host: host, port: port, authorization: authorization)
        }
    }
}

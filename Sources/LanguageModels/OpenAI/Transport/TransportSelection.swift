/// Which transport carries the requests to a model server: directly on NIO, unless a proxy or HTTP/2 is wanted.
package struct TransportSelection: Sendable, Hashable {
    /// One of the two transports.
    package enum Choice: Sendable, Hashable {
        /// ``NIOTransport``.
        case direct
        /// ``AsyncHTTPClientTransport``.
        case asyncHTTPClient(proxy: TransportProxy?)
    }

    /// The proxy for `http` URLs (`HTTP_PROXY`).
    package var httpProxy: TransportProxy?
    /// The proxy for `https` URLs (`HTTPS_PROXY`).
    package var httpsProxy: TransportProxy?
    /// Whom no proxy is used for (`NO_PROXY`).
    package var exceptions: ProxyExceptions
    /// Whether HTTP/2 is wanted where a server offers it.
    package var prefersHTTP2: Bool

    package init(
        httpProxy: TransportProxy? = nil,
        httpsProxy: TransportProxy? = nil,
        exceptions: ProxyExceptions = .init(parsing: ""),
        prefersHTTP2: Bool = false
    ) {
        self.httpProxy = httpProxy
        self.httpsProxy = httpsProxy
        self.exceptions = exceptions
        self.prefersHTTP2 = prefersHTTP2
    }

    /// The transport for a model server. HTTP/2 is spoken over TLS only.
    package func choice(for url: TransportURL) -> Choice {
        if let proxy = url.isSecure ? httpsProxy : httpProxy, !exceptions.contain(host: url.host, port: url.port) {
            return .asyncHTTPClient(proxy: proxy)
        }
        return prefersHTTP2 && url.isSecure ? .asyncHTTPClient(proxy: nil) : .direct
    }
}

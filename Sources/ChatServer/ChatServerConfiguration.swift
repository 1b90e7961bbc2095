package import Archive

/// Where the server listens and what it allows.
package struct ChatServerConfiguration: Sendable {
    /// Certificate and key of a server that speaks TLS.
    package struct TLSFiles: Sendable, Hashable {
        /// The certificate chain, PEM.
        package var certificateChain: String
        /// The private key, PEM.
        package var privateKey: String

        package init(certificateChain: String, privateKey: String) {
            self.certificateChain = certificateChain
            self.privateKey = privateKey
        }
    }

    package var host = "127.0.0.1"
    /// 0 takes any free port.
    package var port = 8080
    /// `nil` speaks plain HTTP/1.1; with files HTTP/2 and HTTP/1.1 over TLS.
    package var tls: TLSFiles?
    /// Web origins whose pages may call this server, as `https://host[:port]`; none by default.
    package var allowedOrigins: [String] = []
    /// Proxies whose `X-Forwarded-For` and `X-Request-Id` are believed.
    package var trustedProxies: [AddressRange] = []
    /// Who may read `/metrics`: whoever has this token, or where there is none, programs on this machine.
    package var metricsToken: String?
    /// How long conversations are kept; a visitor's cookie is, from the last new conversation, as long.
    package var retention = RetentionPolicy()
    /// The page that people read and ask on; `nil` serves none.
    package var page: PageConfiguration?
    /// What everybody is told on the page; `nil` says nothing.
    package var notice: ServiceNotice?
    package var limits = ServerLimits()
    package var timing = StreamTiming()

    package init() {}
}

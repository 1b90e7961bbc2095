/// How a transport makes and keeps its connections to model servers.
package struct TransportConfiguration: Sendable, Hashable {
    /// How long the name look-up, the connection and the TLS handshake may take together.
    package var connectTimeout: Duration
    /// How long an unused connection is kept for the next request.
    package var idleTimeout: Duration
    /// The most unused connections kept, on each event loop. One more is closed instead.
    package var maximumIdleConnections: Int
    /// The most connections open at once, on each event loop; `nil` for no bound. A request beyond it fails with
    /// ``TransportError/Code/exhausted``.
    package var maximumConnections: Int?
    /// How often a receiver is told ``TransportEvent/tick``, and so how late a deadline may be noticed.
    package var tickInterval: Duration
    /// A file of PEM certificates that are trusted besides the system's.
    package var certificateAuthorityFile: String?

    package init(
        connectTimeout: Duration = .seconds(3),
        idleTimeout: Duration = .seconds(30),
        maximumIdleConnections: Int = 1024,
        maximumConnections: Int? = nil,
        tickInterval: Duration = .milliseconds(100),
        certificateAuthorityFile: String? = nil
    ) {
        self.connectTimeout = connectTimeout
        self.idleTimeout = idleTimeout
        self.maximumIdleConnections = maximumIdleConnections
        self.maximumConnections = maximumConnections
        self.tickInterval = tickInterval
        self.certificateAuthorityFile = certificateAuthorityFile
    }
}

/// Why an exchange with a model server broke.
package struct TransportError: Error, Sendable, CustomStringConvertible {
    /// The kind of break.
    package enum Code: String, Sendable, Hashable {
        /// No connection could be made: no address, refused, TLS or proxy failed.
        case unreachable
        /// The connection took longer than the connect timeout.
        case connectTimeout = "connect-timeout"
        /// The connection ended before the response was complete.
        case cut
        /// The peer did not speak HTTP as it must: bad head, bad chunk, a head beyond its bound.
        case malformed
        /// More connections or waiting requests than configured.
        case exhausted
    }

    package var code: Code
    package var message: String
    package var cause: (any Error)?

    package init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        cause.map { "\(code.rawValue): \(message) (\($0))" } ?? "\(code.rawValue): \(message)"
    }
}

/// The parts of an `http` or `https` URL that a connection and a request line need.
package struct TransportURL: Sendable, Hashable {
    package var isSecure: Bool
    /// A host name or an address, without brackets.
    package var host: String
    package var port: Int
    /// The path with its query, beginning with `/`.
    package var target: String

    package init(isSecure: Bool, host: String, port: Int, target: String) {
        self.isSecure = isSecure
        self.host = host
        self.port = port
        self.target = target
    }
}

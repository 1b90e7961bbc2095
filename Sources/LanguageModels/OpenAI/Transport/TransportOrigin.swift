/// Whom a connection reaches: connections to the same origin can stand in for each other.
struct TransportOrigin: Hashable {
    var isSecure: Bool
    var host: String
    var port: Int

    init(_ url: TransportURL) {
        isSecure = url.isSecure
        host = url.host.lowercased()
        port = url.port
    }
}

extension TransportURL {
    /// `host[:port]` as the `Host` field has it: an IPv6 address in brackets, no port if it is the scheme's own.
    var authority: String {
        let name = host.utf8.contains(ASCII.colon) ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }
}

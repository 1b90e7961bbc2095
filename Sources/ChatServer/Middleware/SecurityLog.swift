internal import Dialogue
internal import HTTPTypes
internal import Logging
internal import NIOCore

/// Which requests those who watch for attacks want to see, and what of them: logging in and out, keys, tickets, whatever
/// was refused for who asked or how often, and every deletion.
///
/// The lines say `security` where others say `request`, so that they can be kept elsewhere and for another time. They hold
/// no content, no name that was typed, and of an address only the network: /24 of IPv4, /48 of IPv6.
enum SecurityLog {
    private static let postRoutes: Set<String> = [
        "/api/login", "/api/login/refresh", "/api/keys", "/api/tickets",
        // The forms of the page without script.
        "/login", "/logout", "/erase",
    ]
    /// Where the page without script sends its forms about a conversation.
    private static let formRoute = "/c/{conversation}/{action}"

    /// Whether a request belongs there.
    static func concerns(
        method: HTTPRequest.Method, route: String?, path: String, status: HTTPResponse.Status
    ) -> Bool {
        if [401, 403, 429].contains(status.code) || method == .delete { return true }
        guard method == .post, let route else { return false }
        return postRoutes.contains(route) || route == formRoute && path.hasSuffix("/delete")
    }

    /// The fields of a line, beside those of the access log.
    static func metadata(owner: Owner?, address: String) -> Logger.Metadata {
        [
            "principal.owner": .string(owner.map(\.description) ?? "-"),
            "client.network": .string(network(of: address)),
        ]
    }

    /// The network that an address lies in; `-` for what is no address.
    static func network(of address: String) -> String {
        let address = try? SocketAddress(ipAddress: address, port: 0)  // not an address: a dash
        guard let bytes = address?.addressBytes, !bytes.isEmpty else { return "-" }
        if bytes.count == 4 { return bytes.prefix(3).map(String.init).joined(separator: ".") + ".0/24" }
        let groups = stride(from: 0, to: 6, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/48"
    }
}

internal import NIOCore

/// Finds out where a request comes from.
struct ClientAddress {
    private let trustedProxies: [AddressRange]

    init(trustedProxies: [AddressRange]) {
        self.trustedProxies = trustedProxies
    }

    /// The client's address: the peer's, or where the peer is a trusted proxy, the last one in `X-Forwarded-For` that
    /// is not a trusted proxy itself. What anybody else writes into that field counts for nothing.
    func resolve(peer: SocketAddress?, forwardedFor: [String]) -> SocketAddress? {
        guard var address = peer, isTrusted(address) else { return peer }
        let hops = forwardedFor.flatMap { $0.split(separator: ",") }.reversed()
        for hop in hops {
            let text = hop.trimmingPrefix(while: \.isWhitespace)
            let name = String(text.prefix { !$0.isWhitespace })
            guard let next = try? SocketAddress(ipAddress: name, port: 0) else { break }  // not an address: stop here
            address = next
            if !isTrusted(next) { break }
        }
        return address
    }

    private func isTrusted(_ address: SocketAddress) -> Bool {
        trustedProxies.contains { $0.contains(address) }
    }
}

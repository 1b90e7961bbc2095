internal import Dialogue
internal import Identity

/// Who a request comes from, as far as a request says.
struct Client: Sendable {
    /// The address as text; `-` where there is none. For limits, never for logs of content.
    var address: String
    /// Whose streams and turns count as one client's: the address, or its IPv6 network of 64 bits.
    var network: String { ClientNetwork.name(of: address) }
    /// The network as a number that means nothing elsewhere.
    var networkKey: UInt64 {
        var hasher = Hasher()
        hasher.combine(network)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }
    /// Whether the request came from this machine without a proxy in between.
    var isLocal: Bool
    /// Whether the connection is encrypted all the way to the browser, as far as Kaya can know.
    var isSecure = false
    var visitor: Visitor
    var language: Language
}

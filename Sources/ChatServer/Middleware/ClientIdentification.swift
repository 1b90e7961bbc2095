internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Finds out who a request comes from, and gives it a name.
struct ClientIdentification: Sendable {
    let trustedProxies: [AddressRange]
    /// Whether the server itself speaks TLS.
    let hasTLS: Bool
    /// Whether everybody may see how an answer came about.
    let opensDebug: Bool

    /// The context with what the request says of its sender, and with the request's name.
    @inline(never)
    func identified(_ context: KayaRequestContext, by request: Request) -> KayaRequestContext {
        var context = context
        let peer = context.channel.remoteAddress
        let isProxied = request.headers.contains(.forwardedFor)
        let address = ClientAddress(trustedProxies: trustedProxies)
            .resolve(peer: peer, forwardedFor: request.headers[values: .forwardedFor])
        let name = address?.ipAddress ?? "-"
        let isFromProxy = peer.map { peer in trustedProxies.contains { $0.contains(peer) } } ?? false
        let isSecure = hasTLS || (isFromProxy && request.headers[.forwardedProto] == "https")
        if request.headers.contains(.cookie) {
            context.owner = VisitorCookie(request.headers, isSecure: isSecure)?.owner
        }
        context.client = Client(
            address: name,
            isLocal: !isProxied && peer.map { peer in AddressRange.loopback.contains { $0.contains(peer) } } ?? true,
            isSecure: isSecure,
            visitor: Self.visitor(address: name, agent: request.headers[.userAgent], owner: context.owner),
            language: PreferredLanguage.choose(from: request.headers[.acceptLanguage]))
        context.opensDebug = opensDebug
        context.requestID = Self.requestID(isFromProxy ? request.headers[.requestID] : nil)
        return context
    }

    /// The standard library seeds its hashing anew in each process, which is just what a key that must mean nothing
    /// elsewhere needs.
    private static func visitor(address: String, agent: String?, owner: Owner?) -> Visitor {
        var hasher = Hasher()
        hasher.combine(address)
        hasher.combine(agent)
        hasher.combine(owner)
        return Visitor(key: UInt64(bitPattern: Int64(hasher.finalize())))
    }

    private static func requestID(_ given: String?) -> String {
        if let given, (1...64).contains(given.utf8.count), given.utf8.allSatisfy(isNameCharacter) { return given }
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func isNameCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

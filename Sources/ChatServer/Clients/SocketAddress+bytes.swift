internal import NIOCore

extension SocketAddress {
    /// The bytes of the IP address in network order: 4 or 16; empty for what is no IP address. An IPv4 address mapped
    /// into IPv6 (RFC 4291, 2.5.5.2) is 4 bytes.
    ///
    /// Read by their place in the structure and not by the names of its fields, because which module those names belong
    /// to depends on what the compiler read first.
    var addressBytes: [UInt8] {
        withSockAddr { address, size in
            let bytes = UnsafeRawBufferPointer(start: address, count: size)
            switch self {
            case .v4: return Array(bytes[4..<8])
            case .v6:
                let address = bytes[8..<24]
                let isMapped = address.prefix(10).allSatisfy { $0 == 0 } && bytes[18] == 0xFF && bytes[19] == 0xFF
                return Array(isMapped ? address.suffix(4) : address)
            case .unixDomainSocket: return []
            }
        }
    }
}

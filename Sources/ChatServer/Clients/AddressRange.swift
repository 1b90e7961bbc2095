package import NIOCore

/// A range of network addresses in CIDR form (RFC 4632, RFC 4291), such as `127.0.0.0/8` or `::1`.
package struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let prefixLength: Int

    /// Reads an address or a range; `nil` when it is neither.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first,
            let address = try? SocketAddress(ipAddress: String(first), port: 0)  // no address is no range
        else { return nil }
        bytes = address.addressBytes
        guard parts.count == 2 else {
            prefixLength = bytes.count * 8
            return
        }
        guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
        prefixLength = length
    }

    /// Whether an address lies in the range. An IPv4 address mapped into IPv6 counts as IPv4.
    package func contains(_ address: SocketAddress) -> Bool {
        let other = address.addressBytes
        guard other.count == bytes.count else { return false }
        let wholeBytes = prefixLength / 8
        guard other.prefix(wholeBytes) == bytes.prefix(wholeBytes) else { return false }
        guard prefixLength % 8 > 0 else { return true }
        let mask = ~(UInt8.max >> UInt8(prefixLength % 8))
        return bytes[wholeBytes] & mask == other[wholeBytes] & mask
    }

    /// The ranges of the machine itself.
    package static let loopback = [AddressRange("127.0.0.0/8"), AddressRange("::1")].compactMap { $0 }
}

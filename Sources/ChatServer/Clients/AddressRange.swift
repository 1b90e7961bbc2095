internal import Foundation
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
        bytes = Self.bytes(of: address)
        guard parts.count == 2 else {
            prefixLength = bytes.count * 8
            return
        }
        guard let length = Int(parts[1]), (0...bytes.count * 8).contains(length) else { return nil }
        prefixLength = length
    }

    /// Whether an address lies in the range. An IPv4 address mapped into IPv6 counts as IPv4.
    package func contains(_ address: SocketAddress) -> Bool {
        let other = Self.bytes(of: address)
        guard other.count == bytes.count else { return false }
        return (0..<prefixLength).allSatisfy { bit in
            let mask: UInt8 = 0x80 >> UInt8(bit % 8)
            return bytes[bit / 8] & mask == other[bit / 8] & mask
        }
    }

    private static func bytes(of address: SocketAddress) -> [UInt8] {
        guard let text = address.ipAddress else { return [] }
        var v4 = in_addr()
        if inet_pton(AF_INET, text, &v4) == 1 { return withUnsafeBytes(of: v4) { Array($0) } }
        var v6 = in6_addr()
        guard inet_pton(AF_INET6, text, &v6) == 1 else { return [] }
        let bytes = withUnsafeBytes(of: v6) { Array($0) }
        let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }

    /// The ranges of the machine itself.
    package static let loopback = [AddressRange("127.0.0.0/8"), AddressRange("::1")].compactMap { $0 }
}

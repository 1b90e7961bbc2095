/// What writers ask of an address.
enum WrittenAddress {
    /// The address without `mailto:`: what an autolink to it shows.
    static func withoutMailScheme(_ address: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let scheme: StaticString = "mailto:"
        let bytes = UnsafeBufferPointer(start: scheme.utf8Start, count: scheme.utf8CodeUnitCount)
        return address.starts(with: bytes) ? address.dropFirst(bytes.count) : address
    }

    /// Whether an address names a host, or a scheme that may: all but relative ones, `mailto:` and `tel:`.
    static func leadsElsewhere(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
        if address.count > 1, isSlash(address[0]), isSlash(address[1]) { return true }
        for index in 0..<address.count {
            switch address[index] {
            case UInt8(ascii: ":"):
                let scheme = UnsafeBufferPointer(rebasing: address[..<index])
                return !isSame(scheme, "mailto") && !isSame(scheme, "tel")
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return false
            default: continue
            }
        }
        return false
    }

    /// Browsers take a backslash for a slash.
    private static func isSlash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") }

    private static func isSame(_ scheme: UnsafeBufferPointer<UInt8>, _ name: StaticString) -> Bool {
        let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        return scheme.count == name.count && scheme.indices.allSatisfy { scheme[$0] | 0x20 == name[$0] }
    }
}

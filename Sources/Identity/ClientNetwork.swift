/// What counts as one client where limits are told apart by address.
package enum ClientNetwork {
    /// The first four groups of an IPv6 address, which one client has to itself; an IPv4 address as it is.
    package static func name(of address: String) -> String {
        guard address.contains(":") else { return address }
        // An IPv4 address mapped into IPv6 counts as IPv4.
        if address.contains("."), let last = address.split(separator: ":").last { return String(last) }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.split(separator: ":").map(String.init) }
        var groups = halves[0]
        if halves.count == 2 {
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - halves[1].count)) + halves[1]
        }
        return groups.prefix(4).joined(separator: ":")
    }
}

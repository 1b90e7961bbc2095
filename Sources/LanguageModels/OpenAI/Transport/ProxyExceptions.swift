/// Hosts that are reached without a proxy, as the variable `NO_PROXY` names them.
///
/// The value is a list separated by commas. `*` is every host; a name is that host and all hosts below it; a name with
/// a leading dot is only those below it; an address is that address; `10.0.0.0/8` is a range of addresses; `host:port`
/// is only that port. `localhost` and loopback addresses never go through a proxy.
package struct ProxyExceptions: Sendable, Hashable {
    private enum Rule: Sendable, Hashable {
        case everything
        case name(String, onlyBelow: Bool, port: Int?)
        case range(IPAddressBytes, prefix: Int, port: Int?)
    }

    private var rules: [Rule]

    package init(parsing text: String) {
        rules = text.split(whereSeparator: { $0 == "," || $0 == " " }).compactMap { Self.rule(String($0).lowercased()) }
    }

    /// Whether `host` (a name or an address, without brackets) is reached without a proxy.
    package func contain(host: String, port: Int) -> Bool {
        let host = host.lowercased()
        let address = IPAddressBytes(host)
        if host == "localhost" || address?.isLoopback == true { return true }
        return rules.contains { rule in
            switch rule {
            case .everything:
                true
            case .name(let name, let onlyBelow, let rulePort):
                (rulePort ?? port) == port && (host.hasSuffix("." + name) || !onlyBelow && host == name)
            case .range(let network, let prefix, let rulePort):
                (rulePort ?? port) == port && address?.isIn(network, prefix: prefix) == true
            }
        }
    }

    private static func rule(_ entry: String) -> Rule? {
        if entry == "*" { return .everything }
        if let address = IPAddressBytes(entry) { return .range(address, prefix: address.bytes.count * 8, port: nil) }
        let parts = entry.split(separator: "/", maxSplits: 1)
        if parts.count == 2, let network = IPAddressBytes(String(parts[0])), let prefix = Int(parts[1]) {
            return .range(network, prefix: prefix, port: nil)
        }
        return ruleWithPort(entry)
    }

    private static func ruleWithPort(_ entry: String) -> Rule? {
        var name = entry
        var port: Int?
        if let colon = entry.lastIndex(of: ":"), let number = Int(entry[entry.index(after: colon)...]) {
            name = String(entry[..<colon])
            port = number
        }
        if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
        if let address = IPAddressBytes(name) { return .range(address, prefix: address.bytes.count * 8, port: port) }
        let bare = name.drop { $0 == "*" || $0 == "." }
        return bare.isEmpty ? nil : .name(String(bare), onlyBelow: bare.count < name.count, port: port)
    }
}

/// The house's rules for the names of metrics: `kaya_<noun>_<unit>[_total]`.
enum MetricName {
    static let units = ["seconds", "bytes", "tokens", "ratio"]

    /// Whether a name is `kaya_` and then lower-case letters and underscores.
    static func isValid(_ name: String) -> Bool {
        name.hasPrefix("kaya_") && isLabel(name) && !name.hasSuffix("_") && !name.contains("__")
    }

    static func isLabel(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "_") }
    }

    static func endsInUnit(_ name: String) -> Bool {
        units.contains { name.hasSuffix("_" + $0) }
    }
}

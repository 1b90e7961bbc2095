/// Durations as people write them: `500ms`, `2.5s`, `10m`, `1h`, `30d`.
enum DurationText {
    private static let units: [(suffix: String, milliseconds: Double)] = [
        ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]

    /// Reads a duration; `nil` for anything else, a number without a unit included.
    static func read(_ text: String) -> Duration? {
        for (suffix, milliseconds) in units where text.hasSuffix(suffix) {
            let digits = text.dropLast(suffix.count)
            guard digits.first?.isNumber == true, digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }),
                let number = Double(digits), number * milliseconds < 1e15
            else { continue }
            return .milliseconds(number * milliseconds)
        }
        return nil
    }

    /// Writes a duration in the largest unit that needs no fraction.
    static func write(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        if milliseconds % 1_000 != 0 || milliseconds == 0 { return "\(milliseconds)ms" }
        let minutes = seconds / 60
        if seconds % 60 != 0 { return "\(seconds)s" }
        if minutes % 60 != 0 { return "\(minutes)m" }
        let hours = minutes / 60
        return hours % 24 != 0 ? "\(hours)h" : "\(hours / 24)d"
    }
}

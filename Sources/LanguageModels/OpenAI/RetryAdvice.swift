/// What a response's header fields say about asking again.
struct RetryAdvice: Hashable, Sendable {
    /// How long to wait at least; nil if nothing usable was said.
    var delay: Duration?
    /// Whether to ask again at all, if the server says so itself.
    var isRetryable: Bool?
    /// When the limits that were hit begin anew; for logs only.
    var limitReset: Duration?

    /// Waits longer than this are as good as for ever, and are said to be this long.
    static let maximumDelay = Duration.seconds(86_400)

    /// - Parameter unixTime: the wall clock's seconds since 1970, for dates; the response's own `Date` goes before it.
    init(_ head: TransportResponseHead, unixTime: Int) {
        let now = head.value(of: "date").flatMap { HTTPDate.unixTime($0) } ?? unixTime
        delay =
            head.value(of: "retry-after-ms").flatMap { Self.duration($0, unit: 0.001) }
            ?? head.value(of: "retry-after").flatMap {
                Self.duration($0, unit: 1) ?? Self.duration(untilDate: $0, now: now)
            }
        isRetryable =
            switch head.value(of: "x-should-retry")?.lowercased() {
            case "true": true
            case "false": false
            default: nil
            }
        let resets = head.headers.filter { field in
            let name = field.name.lowercased()
            return name.contains("ratelimit-") && (name.contains("-reset-") || name.hasSuffix("-reset"))
        }
        limitReset = resets.compactMap { Self.duration(untilReset: $0.value, now: now) }.max()
    }

    /// A reset as OpenAI (`6m0s`, `120ms`), as a number of seconds, or as Anthropic (an RFC 3339 date) writes it.
    ///
    /// Nil for anything else, and for what is not in the future.
    static func duration(untilReset text: String, now: Int) -> Duration? {
        if let date = HTTPDate.unixTime(rfc3339: text) { return date > now ? bounded(Double(date - now)) : nil }
        return duration(text, unit: 1) ?? durationWithUnits(text)
    }

    private static func duration(untilDate text: String, now: Int) -> Duration? {
        guard let date = HTTPDate.unixTime(text), date > now else { return nil }
        return bounded(Double(date - now))
    }

    private static func duration(_ text: String, unit: Double) -> Duration? {
        let digits = text.drop { $0 == " " }.trimmingSuffix { $0 == " " }
        guard digits.utf8.first.map({ (0x30...0x39).contains($0) || $0 == 0x2E }) == true, !digits.contains("x"),
            let number = Double(digits)
        else { return nil }
        return bounded(number * unit)
    }

    private static func durationWithUnits(_ text: String) -> Duration? {
        var total = 0.0
        var rest = text[...]
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(number.count).prefix { $0.isLetter }
            guard let amount = Double(number), let seconds = units[String(unit)] else { return nil }
            total += amount * seconds
            rest = rest.dropFirst(number.count + unit.count)
        }
        return bounded(total)
    }

    private static let units = ["ms": 0.001, "s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// Nil for zero, negative numbers and what is none; what is too long as the longest.
    private static func bounded(_ seconds: Double) -> Duration? {
        guard seconds > 0 else { return nil }
        return seconds < 86_400 ? .milliseconds(Int((seconds * 1_000).rounded(.up))) : maximumDelay
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        lastIndex { !predicate($0) }.map { self[...$0] } ?? self[..<startIndex]
    }
}

/// How many columns and lines a window has.
struct WindowSize: Hashable, Sendable {
    var width = 80
    var height = 24
}

extension WindowSize {
    /// The window of a console. What it does not say, COLUMNS and LINES may; otherwise it is 80 by 24.
    init(of console: Console, environment: [String: String]) {
        if let window = console.windowSize {
            self = window
        } else {
            width = Self.count(environment["COLUMNS"]) ?? width
            height = Self.count(environment["LINES"]) ?? height
        }
    }

    private static func count(_ text: String?) -> Int? {
        text.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    }
}

/// The names of a query's fields as they stand there, escapes and all; nothing is copied.
struct QueryNames: Sequence, IteratorProtocol {
    private var rest: Substring.UTF8View

    init(_ query: String) {
        rest = query[...].utf8
    }

    mutating func next() -> Substring.UTF8View? {
        guard !rest.isEmpty else { return nil }
        let pair = rest.prefix { $0 != UInt8(ascii: "&") }
        rest = rest.dropFirst(pair.count + 1)
        return pair.prefix { $0 != UInt8(ascii: "=") }
    }
}

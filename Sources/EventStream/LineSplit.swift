/// The lines of a text, cut at CR, LF and CRLF; a text of n line endings has n + 1 lines.
struct LineSplit {
    private let text: UnsafeRawBufferPointer
    private var position = 0
    private var isAtEnd = false

    @inline(__always)
    init(_ text: UnsafeRawBufferPointer) {
        self.text = text
    }

    @inline(__always)
    mutating func next() -> UnsafeRawBufferPointer? {
        guard !isAtEnd else { return nil }
        guard let base = text.baseAddress else {
            isAtEnd = true
            return text
        }
        let start = position
        let end = LineEnding.first(in: base, from: start, to: text.count)
        if end == text.count {
            isAtEnd = true
        } else {
            position = end &+ 1
            if text[end] == LineEnding.carriageReturn, position < text.count, text[position] == LineEnding.lineFeed {
                position &+= 1
            }
        }
        return UnsafeRawBufferPointer(start: base + start, count: end &- start)
    }

    /// The length of the text when every line has a prefix of `prefixCount` bytes and ends with LF.
    @inline(__always)
    static func byteCount(of text: UnsafeRawBufferPointer, prefixedBy prefixCount: Int) -> Int {
        var lines = LineSplit(text)
        var count = 0
        while let line = lines.next() { count &+= prefixCount &+ line.count &+ 1 }
        return count
    }
}

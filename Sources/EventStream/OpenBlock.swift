/// A block of lines whose blank line has not come yet, copied out of the chunks it came in.
struct OpenBlock: Sendable {
    var data: [UInt8] = []
    var hasData = false
    var type: [UInt8] = []
    var id: [UInt8] = []
    var hasID = false
    var retry: UInt32?

    /// Whether anything has come that the blank line will act on.
    var isOpen: Bool { hasData || hasID || !type.isEmpty || retry != nil }

    /// Appends a data line's value, after LF unless it is the first.
    mutating func appendData(
        _ value: UnsafeRawBufferPointer, limits: EventStreamDecoder.Limits
    ) throws(EventStreamError) {
        try limits.checkEvent(data.count + (hasData ? 1 : 0) + value.count)
        if hasData { data.append(LineEnding.lineFeed) }
        data.append(contentsOf: value)
        hasData = true
    }

    mutating func clear() {
        data.removeAllKeepingSome()
        hasData = false
        type.removeAllKeepingSome()
        id.removeAllKeepingSome()
        hasID = false
        retry = nil
    }
}

extension [UInt8] {
    /// Empties a buffer that will be used again, and gives back one that an unusual line made large.
    mutating func removeAllKeepingSome() {
        if isEmpty { return }
        removeAll(keepingCapacity: capacity <= 16 << 10)
    }

    /// Makes the buffer hold a copy of `bytes`.
    mutating func replaceAll(with bytes: UnsafeRawBufferPointer) {
        removeAll(keepingCapacity: true)
        append(contentsOf: bytes)
    }
}

/// The place in a buffer where the next byte of a frame goes. Whoever makes one has measured the buffer.
struct FrameCursor {
    private var next: UnsafeMutableRawPointer?

    @inline(__always)
    init(_ buffer: UnsafeMutableRawBufferPointer) {
        next = buffer.baseAddress
    }

    @inline(__always)
    mutating func writeLine(_ prefix: StaticString, _ value: UnsafeRawBufferPointer) {
        write(UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
        write(value)
        writeLineFeed()
    }

    @inline(__always)
    mutating func writeLines(of text: UnsafeRawBufferPointer, prefixedBy prefix: StaticString) {
        var lines = LineSplit(text)
        while let line = lines.next() { writeLine(prefix, line) }
    }

    mutating func writeRetry(_ milliseconds: UInt32) {
        DecimalDigits.withDigits(of: milliseconds) { writeLine("retry: ", $0) }
    }

    @inline(__always)
    mutating func writeLineFeed() {
        next?.storeBytes(of: LineEnding.lineFeed, as: UInt8.self)
        next = next.map { $0 + 1 }
    }

    @inline(__always)
    private mutating func write(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress, let target = next else { return }
        target.copyMemory(from: base, byteCount: bytes.count)
        next = target + bytes.count
    }
}

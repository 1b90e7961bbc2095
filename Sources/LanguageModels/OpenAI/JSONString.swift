/// A string in JSON text, borrowed: the bytes between its quotation marks, still escaped.
struct JSONString {
    let bytes: UnsafeRawBufferPointer
    /// Whether there is a backslash among them.
    let isEscaped: Bool

    var isEmpty: Bool { bytes.isEmpty }

    /// Whether this is the plain text `name`; a name spelt with escapes is compared after undoing them.
    @inline(__always)
    func matches(_ name: StaticString) -> Bool {
        if isEscaped { return unescapedMatches(name) }
        guard bytes.count == name.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
        for offset in 0..<name.utf8CodeUnitCount
        where base.load(fromByteOffset: offset, as: UInt8.self) != name.utf8Start[offset] { return false }
        return true
    }

    /// The text, cut after `maximumByteCount` bytes; not for the path of every token.
    func text(maximumByteCount: Int = 4096) -> String {
        var output: [UInt8] = []
        var unescaper = JSONStringUnescaper()
        unescaper.append(self, to: &output)
        unescaper.finish(to: &output)
        return String(decoding: output.prefix(maximumByteCount), as: UTF8.self)
    }

    @inline(never)
    private func unescapedMatches(_ name: StaticString) -> Bool {
        text(maximumByteCount: name.utf8CodeUnitCount + 1) == name.description
    }
}

extension ChatCompletionChunk {
    /// Decodes data that begins, by a proxy's mistake, with a second `data:`; nil if it does not.
    init?(withoutPrefix data: UnsafeRawBufferPointer) {
        guard data.starts(with: "data:".utf8) else { return nil }
        self.init(UnsafeRawBufferPointer(rebasing: data.dropFirst(5)))
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes without the white space around them.
    var trimmed: UnsafeRawBufferPointer {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(rebasing: self[first...last])
    }
}

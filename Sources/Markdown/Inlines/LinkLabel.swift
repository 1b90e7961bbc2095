/// The form of a label in which labels are compared (§4.7): folded, trimmed, white space collapsed.
enum LinkLabel {
    /// Replaces `bytes` by the label's form.
    static func normalise(_ label: Bytes, into bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        var offset = label.afterWhitespace(0, label.count)
        let end = label.trimmedEnd(offset, label.count)
        while offset < end {
            let byte = label[offset]
            if byte.isWhitespace {
                bytes.append(0x20)
                offset = label.afterWhitespace(offset, end)
            } else if byte < 0x80 {
                bytes.append(byte.lowercased)
                offset += 1
            } else {
                let scalar = label.scalar(at: offset)
                CaseFolding.append(scalar.value, to: &bytes)
                offset += scalar.length
            }
        }
    }

    /// The hash of a form.
    static func hash(_ form: [UInt8]) -> UInt64 {
        var hash = ByteHash()
        for byte in form { hash.add(byte) }
        return hash.value
    }
}

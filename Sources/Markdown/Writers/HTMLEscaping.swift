/// Text as HTML, in the form that cmark gives it.
enum HTMLEscaping {
    /// Adds text so that it is text between tags and in a quoted attribute: `&`, `<`, `>` and `"` as entities. NUL, which
    /// HTML does not know, becomes U+FFFD.
    static func append(_ text: UnsafeBufferPointer<UInt8>, to html: inout [UInt8]) {
        append(text, isAddress: false, to: &html)
    }

    /// Adds an address, percent-encoded already, for a quoted attribute: `'` is an entity as well.
    static func appendAddress(_ address: UnsafeBufferPointer<UInt8>, to html: inout [UInt8]) {
        append(address, isAddress: true, to: &html)
    }

    /// Adds plain letters.
    static func append(_ letters: StaticString, to html: inout [UInt8]) {
        html.append(contentsOf: UnsafeBufferPointer(start: letters.utf8Start, count: letters.utf8CodeUnitCount))
    }

    private static func append(_ text: UnsafeBufferPointer<UInt8>, isAddress: Bool, to html: inout [UInt8]) {
        var start = 0
        for index in 0..<text.count {
            // All that need escaping are at most ">"; most bytes of a text are not.
            if text[index] > UInt8(ascii: ">") { continue }
            guard let entity = entity(for: text[index], isAddress: isAddress) else { continue }
            html.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            append(entity, to: &html)
            start = index + 1
        }
        html.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    private static func entity(for byte: UInt8, isAddress: Bool) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): isAddress ? "&#x27;" : nil
        case 0: "\u{FFFD}"
        default: nil
        }
    }
}

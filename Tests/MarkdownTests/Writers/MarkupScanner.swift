/// Reads the HTML that the writer writes, and nothing else: known tags with known, quoted attributes, properly nested.
struct MarkupScanner {
    private static let attributes: Set<String> = [
        "dir", "class", "href", "title", "rel", "src", "alt", "start", "align", "type", "disabled", "checked",
    ]
    private static let tags: Set<String> = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "code", "table", "thead",
        "tbody",
        "tr", "th", "td", "em", "strong", "del", "a", "sup",
    ]
    private static let empty: Set<String> = ["hr", "br", "img", "input"]

    private let bytes: [UInt8]
    private var offset = 0
    private var open: [String] = []

    /// What is not as it should be; nil if nothing.
    static func fault(in html: [UInt8]) -> String? {
        var scanner = MarkupScanner(bytes: html)
        return scanner.scan()
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func scan() -> String? {
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "<"): if let fault = tag() { return fault }
            case UInt8(ascii: ">"), UInt8(ascii: "\""), 0: return "an unescaped \(byte) at \(offset)"
            case UInt8(ascii: "&"): if !hasEntity() { return "a bare & at \(offset)" }
            default: continue
            }
        }
        return open.isEmpty ? nil : "\(open) is open"
    }

    private mutating func tag() -> String? {
        if peek == UInt8(ascii: "/") {
            offset += 1
            let tag = name()
            guard open.popLast() == tag, next() == UInt8(ascii: ">") else {
                return "a wrong end of \(tag) at \(offset)"
            }
            return nil
        }
        let tag = name()
        guard Self.tags.contains(tag) || Self.empty.contains(tag) else { return "the tag \(tag) at \(offset)" }
        while peek == UInt8(ascii: " ") {
            offset += 1
            if peek == UInt8(ascii: "/") { break }
            if let fault = attribute() { return fault }
        }
        if tag != "input", Self.empty.contains(tag) {
            return next() == UInt8(ascii: "/") && next() == UInt8(ascii: ">") ? nil : "\(tag) does not end at \(offset)"
        }
        if tag != "input" { open.append(tag) }
        return next() == UInt8(ascii: ">") ? nil : "\(tag) does not end at \(offset)"
    }

    private mutating func attribute() -> String? {
        let attribute = name()
        guard Self.attributes.contains(attribute), next() == UInt8(ascii: "="), next() == UInt8(ascii: "\"") else {
            return "the attribute \(attribute) at \(offset)"
        }
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\""): return nil
            case UInt8(ascii: "<"), UInt8(ascii: ">"), 0: return "an unescaped \(byte) in \(attribute)"
            case UInt8(ascii: "&"): if !hasEntity() { return "a bare & in \(attribute)" }
            default: continue
            }
        }
        return "\(attribute) does not end"
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func next() -> UInt8? {
        defer { offset += 1 }
        return peek
    }

    private mutating func name() -> String {
        let start = offset
        while let byte = peek, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (0x30...0x39).contains(byte) {
            offset += 1
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private func hasEntity() -> Bool {
        ["amp;", "lt;", "gt;", "quot;", "#x27;"].contains { bytes[offset...].starts(with: $0.utf8) }
    }
}

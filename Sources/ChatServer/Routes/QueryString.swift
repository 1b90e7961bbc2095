internal import Dialogue

/// The query of a URL, or the body of a form, read strictly: what does not decode to UTF-8 is refused instead of guessed at.
struct QueryString {
    private let fields: [(name: String, value: String)]

    /// One without fields.
    static let empty = QueryString(fields: [])

    private init(fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    /// Reads `application/x-www-form-urlencoded` pairs.
    /// - Throws: ``Problem`` with `bad-request` for a broken escape or bytes that are not UTF-8.
    init(_ text: String?) throws(Problem) {
        var fields: [(name: String, value: String)] = []
        for pair in Array((text ?? "").utf8).split(separator: UInt8(ascii: "&")) {
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            fields.append((try Self.decode(name), try Self.decode(pair.dropFirst(name.count + 1))))
        }
        self.fields = fields
    }

    /// The value of a field.
    /// - Throws: ``Problem`` with `bad-request` when it is there more than once.
    func value(_ name: String) throws(Problem) -> String? {
        let values = fields.filter { $0.name == name }
        guard values.count < 2 else { throw Problem(.badRequest, field: name) }
        return values.first?.value
    }

    private static func decode(_ text: ArraySlice<UInt8>) throws(Problem) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = iterator.next().flatMap(hexadecimalValue),
                    let low = iterator.next().flatMap(hexadecimalValue)
                else { throw Problem(.badRequest) }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw Problem(.badRequest) }
        return decoded
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Reads JavaScript line by line, and remembers between two lines what the next one begins in. Pure.
struct ScriptScanner {
    private enum Place {
        /// Code, with as many open brackets: the file's own, or that of a `${…}`.
        case code(depth: Int)
        case template
    }

    private var places: [Place] = [.code(depth: 0)]
    /// The quote that closes a string which goes on in the next line.
    private var openQuote: UInt8?
    /// Whether a comment that is dropped goes on in the next line.
    private var isInDroppedComment = false
    /// Whether a comment behind code, which is kept, goes on in the next line.
    private var isInKeptComment = false
    /// The last word or sign of code, which decides whether a slash divides.
    private var last: [UInt8] = []

    /// Whether the next line is inside a text whose every character counts.
    var isInsideText: Bool {
        if openQuote != nil || isInKeptComment { return true }
        if case .template = places[places.count - 1] { return true }
        return false
    }

    /// Whether the next line begins outside of every bracket, text and comment.
    var isTopLevel: Bool {
        guard !isInsideText, !isInDroppedComment, places.count == 1, case .code(0) = places[0] else { return false }
        return true
    }

    /// Reads one line.
    /// - Returns: The line without indentation and without the comments it begins with.
    mutating func scan(_ line: [UInt8]) -> ArraySlice<UInt8> {
        let start = isInsideText ? 0 : beginning(of: line)
        var rest = line[start...]
        while !rest.isEmpty { step(&rest) }
        return line[start...]
    }

    /// Where what is kept of a line begins.
    private mutating func beginning(of line: [UInt8]) -> Int {
        var rest = line[...]
        while true {
            if isInDroppedComment {
                guard let end = rest.firstRange(of: Array("*/".utf8)) else { return line.endIndex }
                rest = rest[end.upperBound...]
                isInDroppedComment = false
            }
            rest = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
            if rest.starts(with: "//".utf8) { return line.endIndex }
            guard rest.starts(with: "/*".utf8) else { return rest.startIndex }
            rest = rest.dropFirst(2)
            isInDroppedComment = true
        }
    }

    private mutating func step(_ rest: inout ArraySlice<UInt8>) {
        if isInKeptComment {
            skipComment(&rest)
        } else if let quote = openQuote {
            skipString(&rest, quote)
        } else if case .template = places[places.count - 1] {
            readTemplate(&rest)
        } else {
            readCode(&rest)
        }
    }

    private mutating func skipComment(_ rest: inout ArraySlice<UInt8>) {
        let end = rest.firstRange(of: Array("*/".utf8))
        isInKeptComment = end == nil
        rest = rest[(end?.upperBound ?? rest.endIndex)...]
    }

    private mutating func skipString(_ rest: inout ArraySlice<UInt8>, _ quote: UInt8) {
        // A string ends with its line unless a backslash ends the line.
        openQuote = nil
        while let byte = rest.popFirst() {
            if byte == quote { return }
            if byte == UInt8(ascii: "\\"), rest.popFirst() == nil { openQuote = quote }
        }
    }

    private mutating func readTemplate(_ rest: inout ArraySlice<UInt8>) {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"): _ = rest.popFirst()
            case UInt8(ascii: "`"):
                places.removeLast()
                last = [byte]
                return
            case UInt8(ascii: "$") where rest.first == UInt8(ascii: "{"):
                rest.removeFirst()
                places.append(.code(depth: 0))
                last = []
                return
            default: break
            }
        }
    }

    private mutating func readCode(_ rest: inout ArraySlice<UInt8>) {
        if let first = rest.first, Self.isWordByte(first) {
            let word = rest.prefix(while: Self.isWordByte)
            rest = rest.dropFirst(word.count)
            last = Array(word)
            return
        }
        guard let byte = rest.popFirst() else { return }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): return
        case UInt8(ascii: "\""), UInt8(ascii: "'"): openQuote = byte
        case UInt8(ascii: "`"): places.append(.template)
        case UInt8(ascii: "/") where rest.first == UInt8(ascii: "/"):
            rest = []
            return
        case UInt8(ascii: "/") where rest.first == UInt8(ascii: "*"):
            rest.removeFirst()
            isInKeptComment = true
            return
        case UInt8(ascii: "/") where !isValue(last): skipExpression(&rest)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): move(by: 1)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): move(by: -1)
        default: break
        }
        last = [byte]
        if case .template = places[places.count - 1] { last = [UInt8(ascii: "`")] }
    }

    private mutating func move(by step: Int) {
        guard case .code(let depth) = places[places.count - 1] else { return }
        if depth + step < 0, places.count > 1 {
            places.removeLast()  // the end of a `${…}`
        } else {
            places[places.count - 1] = .code(depth: depth + step)
        }
    }

    private func skipExpression(_ rest: inout ArraySlice<UInt8>) {
        var isInClass = false
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"): _ = rest.popFirst()
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return
            default: break
            }
        }
    }

    /// Whether what was read last is a value, so that a slash behind it divides.
    private func isValue(_ last: [UInt8]) -> Bool {
        guard let byte = last.last else { return false }
        if Self.isWordByte(byte) { return !Self.beforeValues.contains(String(decoding: last, as: UTF8.self)) }
        return ")]}`\"'".utf8.contains(byte)
    }

    private static let beforeValues: Set<String> = [
        "return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "instanceof", "await", "yield",
        "else",
        "do",
    ]

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }
}

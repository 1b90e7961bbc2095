/// Walks once over a paragraph of Markdown and keeps what is read aloud.
struct InlineScanner {
    private let scalars: [Unicode.Scalar]
    /// For every `[` and `(`, where its closing bracket is.
    private let closing: [Int: Int]
    private var skipped: Set<Int> = []
    private var index = 0
    /// The next `>` at or behind `index` when it was looked for last.
    private var nextAngle = -1
    private var result = String.UnicodeScalarView()

    init(_ scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        closing = Self.pairs("[", "]", in: scalars).merging(Self.pairs("(", ")", in: scalars)) { first, _ in first }
    }

    private static func pairs(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, in scalars: [Unicode.Scalar]
    ) -> [Int: Int] {
        var open: [Int] = []
        var pairs: [Int: Int] = [:]
        var isEscaped = false
        for (position, scalar) in scalars.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == opening {
                open.append(position)
            } else if scalar == closing, let start = open.popLast() {
                pairs[start] = position
            }
        }
        return pairs
    }

    mutating func plainText() -> String {
        while index < scalars.count {
            step()
        }
        return String(result)
    }

    private mutating func step() {
        let scalar = scalars[index]
        switch scalar {
        case "\\" where peek(1).map(Self.isPunctuation) ?? false:
            result.append(scalars[index + 1])
            index += 2
        case "!" where peek(1) == "[" && closing[index + 1] != nil: index += 1
        case "[": openBracket()
        case "]" where skipped.contains(index): closeBracket()
        case "<": angle()
        case "&": entity()
        case "`": index += 1
        case "*", "_", "~": mark(scalar)
        default:
            result.append(scalar)
            index += 1
        }
    }

    private mutating func openBracket() {
        if let end = closing[index], let next = scalars[safe: end + 1], next == "(" || next == "[" {
            skipped.insert(end)
        } else {
            result.append("[")
        }
        index += 1
    }

    /// Passes over the target behind a link's text.
    private mutating func closeBracket() {
        index = (closing[index + 1] ?? index) + 1
    }

    /// An autolink keeps its address, a tag goes, anything else is a "less than".
    private mutating func angle() {
        let isTag = peek(1).map { $0.properties.isAlphabetic || $0 == "/" || $0 == "!" } ?? false
        if nextAngle < index {
            nextAngle = scalars[index...].firstIndex(of: ">") ?? scalars.count
        }
        guard isTag, nextAngle < scalars.count else {
            result.append("<")
            index += 1
            return
        }
        let inside = scalars[(index + 1)..<nextAngle]
        let name = inside.prefix { $0 != ":" && $0 != "@" && $0 != " " }
        let isAddress = name.count < inside.count && inside.first != "/" && !inside.contains(" ")
        if isAddress {
            result.append(contentsOf: inside)
        } else {
            result.append(" ")
        }
        index = nextAngle + 1
    }

    private mutating func entity() {
        let limit = min(scalars.count, index + 12)
        if let end = (index..<limit).first(where: { scalars[$0] == ";" }) {
            var name = String.UnicodeScalarView()
            name.append(contentsOf: scalars[(index + 1)..<end])
            if let scalar = NamedCharacters.scalar(String(name)) {
                result.append(scalar)
                index = end + 1
                return
            }
        }
        result.append("&")
        index += 1
    }

    /// A run of emphasis marks goes unless it stands between spaces, or is an underscore inside a word.
    private mutating func mark(_ scalar: Unicode.Scalar) {
        var end = index
        while end < scalars.count, scalars[end] == scalar { end += 1 }
        let before = index > 0 ? scalars[index - 1] : " "
        let after = end < scalars.count ? scalars[end] : " "
        let isBetweenSpaces = before.properties.isWhitespace && after.properties.isWhitespace
        let isInsideWord = before.properties.isAlphabetic && after.properties.isAlphabetic
        let isText =
            switch scalar {
            case "_": isBetweenSpaces || isInsideWord
            case "~": end - index == 1
            default: isBetweenSpaces || (isInsideWord && end - index == 1 && !startsEmphasis(from: end))
            }
        if isText { result.append(contentsOf: scalars[index..<end]) }
        index = end
    }

    /// Whether a lone star inside a word opens emphasis; in "Bürger*innen" it does not.
    private func startsEmphasis(from start: Int) -> Bool {
        let limit = min(scalars.count, start + 64)
        return (start..<limit).contains { scalars[$0] == "*" && !scalars[$0 - 1].properties.isWhitespace }
    }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        scalars[safe: index + distance]
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        (0x21...0x2F).contains(scalar.value) || (0x3A...0x40).contains(scalar.value)
            || (0x5B...0x60).contains(scalar.value) || (0x7B...0x7E).contains(scalar.value)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}

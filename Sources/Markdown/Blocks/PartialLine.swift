/// What can be said of a line whose end has not come.
enum PartialLine {
    /// What is to be done with the rest of a line.
    enum Standing {
        /// It may be marks alone, or text: nothing of it is shown.
        case undecided
        /// It has content to show, and may still be another block than it seems.
        case open
        /// Whatever follows on this line is content of the block that it belongs to now.
        case settled
    }

    /// The standing of text that begins at the cursor, outside code and HTML.
    static func standing(_ cursor: LineCursor, beginsItem: Bool) -> Standing {
        let rest = UnsafeBufferPointer(rebasing: cursor.line[min(cursor.nonspace, cursor.line.count)...])
        guard let first = rest.first else { return .undecided }
        switch first {
        case ASCII.numberSign:
            return rest[run(first, in: rest)...].allSatisfy(ASCII.isBlank) ? .undecided : .open
        case ASCII.asterisk, ASCII.underscore:
            return consists(rest, of: first) ? .undecided : .settled
        case ASCII.hyphen, ASCII.colon, ASCII.pipe:
            if rest.allSatisfy(isDelimiterRowByte) { return .undecided }
            return first == ASCII.pipe ? .open : .settled
        case ASCII.plus:
            return rest.count == 1 ? .undecided : .settled
        case ASCII.equals:
            return consists(rest, of: first) ? .undecided : .settled
        case ASCII.backtick, ASCII.tilde:
            return fenceStanding(rest, first)
        case ASCII.less:
            return rest.count == 1 ? .undecided : .open
        case ASCII.openBracket:
            return beginsItem && rest.count < 4 ? .undecided : .settled
        default:
            return ASCII.isDigit(first) ? numberStanding(rest) : .settled
        }
    }

    private static func fenceStanding(_ rest: UnsafeBufferPointer<UInt8>, _ character: UInt8) -> Standing {
        let length = run(character, in: rest)
        if length == rest.count { return .undecided }
        if length < 3 { return .settled }
        return character == ASCII.backtick && rest[length...].contains(ASCII.backtick) ? .settled : .undecided
    }

    private static func numberStanding(_ rest: UnsafeBufferPointer<UInt8>) -> Standing {
        var end = 0
        while end < rest.count, ASCII.isDigit(rest[end]) { end += 1 }
        if end > 9 { return .settled }
        if end == rest.count { return .undecided }
        let isDelimiter = rest[end] == ASCII.period || rest[end] == ASCII.closeParenthesis
        return isDelimiter && end + 1 == rest.count ? .undecided : .settled
    }

    private static func consists(_ rest: UnsafeBufferPointer<UInt8>, of character: UInt8) -> Bool {
        rest.allSatisfy { $0 == character || ASCII.isBlank($0) }
    }

    private static func isDelimiterRowByte(_ byte: UInt8) -> Bool {
        byte == ASCII.hyphen || byte == ASCII.colon || byte == ASCII.pipe || ASCII.isBlank(byte)
    }

    private static func run(_ character: UInt8, in rest: UnsafeBufferPointer<UInt8>) -> Int {
        var end = 0
        while end < rest.count, rest[end] == character { end += 1 }
        return end
    }
}

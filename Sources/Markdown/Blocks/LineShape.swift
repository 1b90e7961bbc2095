/// What a line is by its own form, wherever it stands.
enum LineShape {
    /// The level of an ATX heading, 1 to 6, whose marks stand at the cursor; nil if it is none (CommonMark 4.2).
    static func headingLevel(_ cursor: LineCursor) -> Int? {
        var end = cursor.nonspace
        while end < cursor.line.count, cursor.line[end] == ASCII.numberSign { end += 1 }
        let level = end - cursor.nonspace
        guard (1...6).contains(level), end == cursor.line.count || ASCII.isBlank(cursor.line[end]) else { return nil }
        return level
    }

    /// Where the content of an ATX heading ends: before spaces and a closing run of `#` after a space.
    static func headingEnd(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let end = trimmedEnd(line, from: start, to: line.count)
        var run = end
        while run > start, line[run - 1] == ASCII.numberSign { run -= 1 }
        guard run < end, run == start || ASCII.isBlank(line[run - 1]) else { return end }
        return trimmedEnd(line, from: start, to: run)
    }

    /// The level of a setext heading that the line at the cursor underlines (CommonMark 4.3).
    static func setextLevel(_ cursor: LineCursor) -> Int? {
        let character = cursor.first
        guard character == ASCII.equals || character == ASCII.hyphen else { return nil }
        var end = cursor.nonspace
        while end < cursor.line.count, cursor.line[end] == character { end += 1 }
        guard cursor.line[end...].allSatisfy(ASCII.isBlank) else { return nil }
        return character == ASCII.equals ? 1 : 2
    }

    /// Whether the line at the cursor is a thematic break (CommonMark 4.1).
    static func isThematicBreak(_ cursor: LineCursor) -> Bool {
        let character = cursor.first
        guard character == ASCII.asterisk || character == ASCII.hyphen || character == ASCII.underscore
        else { return false }
        var count = 0
        for byte in cursor.line[cursor.nonspace...] {
            if byte == character {
                count += 1
            } else if !ASCII.isBlank(byte) {
                return false
            }
        }
        return count >= 3
    }

    /// Where the bytes before `end` stop being spaces and tabs.
    static func trimmedEnd(_ line: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var end = end
        while end > start, ASCII.isBlank(line[end - 1]) { end -= 1 }
        return end
    }
}

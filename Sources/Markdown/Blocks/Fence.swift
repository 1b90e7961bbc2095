/// The line that opens a fenced code block (CommonMark 4.5).
struct Fence: Equatable {
    /// A backtick or a tilde.
    var character: UInt8
    var length: Int
    /// How far the fence is indented; so much space is taken off the lines of code.
    var indent: Int

    /// Reads a fence at the cursor's first byte that is no space. A fence of backticks has none in its info string.
    init?(_ cursor: LineCursor) {
        character = cursor.first
        guard character == ASCII.backtick || character == ASCII.tilde else { return nil }
        length = Self.run(of: character, in: cursor)
        indent = cursor.indent
        guard length >= 3 else { return nil }
        if character == ASCII.backtick, cursor.line[(cursor.nonspace + length)...].contains(ASCII.backtick) {
            return nil
        }
    }

    /// Whether the line at the cursor closes the block.
    func isClosed(by cursor: LineCursor) -> Bool {
        guard !cursor.isIndented, cursor.first == character else { return false }
        let run = Self.run(of: character, in: cursor)
        return run >= length && cursor.line[(cursor.nonspace + run)...].allSatisfy(ASCII.isBlank)
    }

    /// Whether the line at the cursor, which goes on, may still close the block.
    func mayBeClosed(by cursor: LineCursor) -> Bool {
        guard !cursor.isIndented, cursor.first == character else { return false }
        let rest = cursor.line[(cursor.nonspace + Self.run(of: character, in: cursor))...]
        return rest.allSatisfy(ASCII.isBlank)
    }

    private static func run(of character: UInt8, in cursor: LineCursor) -> Int {
        var end = cursor.nonspace
        while end < cursor.line.count, cursor.line[end] == character { end += 1 }
        return end - cursor.nonspace
    }
}

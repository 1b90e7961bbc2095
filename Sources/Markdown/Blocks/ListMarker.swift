/// The marker that begins a list item (CommonMark 5.2).
struct ListMarker: Equatable {
    /// `-`, `+`, `*`, or the delimiter `.` or `)` after a number.
    var character: UInt8
    /// The number; nil for a bullet.
    var number: UInt32?
    /// How many bytes it takes.
    var length: Int

    /// Whether an item with the other marker continues the list.
    func continues(_ other: ListMarker) -> Bool {
        character == other.character && (number == nil) == (other.number == nil)
    }

    /// Reads the marker at the cursor's first byte that is no space.
    ///
    /// - Parameter interruptsParagraph: then the item must not be empty, and a number must be 1.
    init?(_ cursor: LineCursor, interruptsParagraph: Bool) {
        let line = cursor.line
        let start = cursor.nonspace
        guard start < line.count else { return nil }
        var end = start
        if line[start] == ASCII.asterisk || line[start] == ASCII.hyphen || line[start] == ASCII.plus {
            character = line[start]
            number = nil
        } else {
            var value: UInt32 = 0
            while end < line.count, end - start < 9, ASCII.isDigit(line[end]) {
                value = value * 10 + UInt32(line[end] &- 0x30)
                end += 1
            }
            guard end > start, end < line.count, line[end] == ASCII.period || line[end] == ASCII.closeParenthesis
            else { return nil }
            character = line[end]
            number = value
            if interruptsParagraph, value != 1 { return nil }
        }
        end += 1
        length = end - start
        guard end == line.count || ASCII.isBlank(line[end]) else { return nil }
        if interruptsParagraph, line[end...].allSatisfy(ASCII.isBlank) { return nil }
    }
}

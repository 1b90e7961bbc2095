/// A place in a line, counted in bytes and in columns: a tab reaches to the next multiple of four (CommonMark 2.2).
struct LineCursor {
    /// The line, without its ending.
    let line: UnsafeBufferPointer<UInt8>
    /// The next byte.
    private(set) var offset = 0
    private(set) var column = 0
    /// The next byte that is no space or tab; the line's length if there is none.
    private(set) var nonspace = 0
    /// How many columns of space come before it.
    private(set) var indent = 0
    /// Whether the byte at `offset` is a tab of which some columns are used up.
    private var isInsideTab = false

    init(_ line: UnsafeBufferPointer<UInt8>) {
        self.line = line
        findNonspace()
    }

    /// Whether nothing but spaces and tabs is left.
    var isBlank: Bool { nonspace >= line.count }
    /// Whether so much space is left that code begins.
    var isIndented: Bool { indent >= 4 }
    /// The first byte that is no space or tab; 0 if there is none.
    var first: UInt8 { nonspace < line.count ? line[nonspace] : 0 }
    /// Whether the next byte is a space or a tab.
    var isAtSpace: Bool { offset < line.count && ASCII.isBlank(line[offset]) }

    /// Goes on by some bytes.
    mutating func advance(bytes count: Int) {
        var left = count
        while left > 0, offset < line.count {
            column += line[offset] == ASCII.tab ? 4 - column % 4 : 1
            offset += 1
            left -= 1
        }
        isInsideTab = false
        findNonspace()
    }

    /// Goes on by some columns, perhaps into the middle of a tab.
    mutating func advance(columns count: Int) {
        var left = count
        while left > 0, offset < line.count {
            if line[offset] == ASCII.tab {
                let width = 4 - column % 4
                isInsideTab = width > left
                column += min(left, width)
                if !isInsideTab { offset += 1 }
                left -= min(left, width)
            } else {
                isInsideTab = false
                offset += 1
                column += 1
                left -= 1
            }
        }
        findNonspace()
    }

    /// Goes on to the first byte that is no space or tab.
    mutating func skipSpace() {
        column += indent
        offset = nonspace
        indent = 0
        isInsideTab = false
    }

    /// What is left of the line, with the columns left of a tab as spaces.
    func appendRest(to text: inout [UInt8]) {
        var start = offset
        if isInsideTab, start < line.count {
            start += 1
            text.append(contentsOf: repeatElement(ASCII.space, count: 4 - column % 4))
        }
        text.append(contentsOf: line[start...])
    }

    private mutating func findNonspace() {
        var at = offset
        var reached = column
        while at < line.count {
            if line[at] == ASCII.space {
                reached += 1
            } else if line[at] == ASCII.tab {
                reached += 4 - reached % 4
            } else {
                break
            }
            at += 1
        }
        nonspace = at
        indent = reached - column
    }
}

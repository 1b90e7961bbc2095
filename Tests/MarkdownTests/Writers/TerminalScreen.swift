@testable import Markdown

/// A small terminal: as much of one as a view may use, and nothing else.
struct TerminalScreen {
    /// What the view may not do: a sequence that is not known, a control character, a move out of the window.
    private(set) var faults: [String] = []
    /// The lines that have left the window, and those in it, without trailing spaces.
    var text: [String] {
        var lines = (scrollback + rows).map { cells in
            String(cells.joined().reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    private let width: Int
    private var scrollback: [[String]] = []
    private var rows: [[String]]
    private var row = 0
    private var column = 0

    init(width: Int, height: Int) {
        self.width = width
        rows = Array(repeating: [], count: height)
    }

    mutating func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let byte = rest.first {
            switch byte {
            case 0x1B: escape(&rest)
            case 0x0D:
                column = 0
                rest.removeFirst()
            case 0x0A:
                lineFeed()
                rest.removeFirst()
            default: put(&rest)
            }
        }
    }

    private mutating func lineFeed() {
        row += 1
        if row < rows.count { return }
        scrollback.append(rows.removeFirst())
        rows.append([])
        row -= 1
    }

    private mutating func escape(_ rest: inout ArraySlice<UInt8>) {
        rest.removeFirst()
        guard rest.popFirst() == UInt8(ascii: "[") else { return faults.append("an escape without [") }
        let number = rest.prefix { (0x30...0x39).contains($0) }
        rest.removeFirst(number.count)
        let count = Int(String(decoding: number, as: UTF8.self)) ?? 0
        switch rest.popFirst() {
        case UInt8(ascii: "m"): break
        case UInt8(ascii: "A"):
            if count < 1 || count > row { faults.append("up \(count) from \(row)") }
            row = max(0, row - count)
        case UInt8(ascii: "K"): rows[row] = Array(rows[row].prefix(column))
        case UInt8(ascii: "J"):
            rows[row] = Array(rows[row].prefix(column))
            for below in rows.indices.dropFirst(row + 1) { rows[below] = [] }
        case let final: faults.append("an escape with \(String(describing: final))")
        }
    }

    /// Puts a character; its second column, if it has one, is an empty cell.
    private mutating func put(_ rest: inout ArraySlice<UInt8>) {
        guard let character = rest.withUnsafeBufferPointer({ DisplayCharacter.read($0, at: 0) }) else { return }
        let text = String(decoding: rest.prefix(character.end), as: UTF8.self)
        rest.removeFirst(character.end)
        if character.form != .visible, text != " " { faults.append("the bytes of \(text.unicodeScalars.map(\.value))") }
        if column + character.width > width {
            faults.append("a line of more than \(width) columns")
            column = 0
            lineFeed()
        }
        while rows[row].count < column + character.width { rows[row].append(" ") }
        if character.width == 0 {
            if column > 0 { rows[row][column - 1] += text }
            return
        }
        rows[row][column] = text
        if character.width == 2 { rows[row][column + 1] = "" }
        column += character.width
    }
}

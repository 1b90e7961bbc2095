/// A line on a terminal: it begins and ends without attributes, so it can be written alone.
struct TerminalLine: Hashable {
    /// The bytes, escape codes among them, without a line end.
    var bytes: [UInt8] = []
    /// The columns it takes.
    var width = 0

    /// Takes the spaces at its end away.
    mutating func trim() {
        while bytes.last == 0x20 {
            bytes.removeLast()
            width -= 1
        }
    }
}

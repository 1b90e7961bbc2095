/// Shows a text on a terminal while it grows: it is told patches and says which bytes to write.
///
/// What is settled is written once and never touched again: frozen blocks, and complete lines of code. What is still
/// open is written below it and rewritten in place, only the lines that differ; of what is higher than the window, the
/// end is shown until it is settled. Where the style allows no cursor movement, only what is settled is written.
///
/// A change to a block that has been written, as a link definition that comes late can make, is not shown.
public struct TerminalView: Sendable {
    private var tree = MarkdownTree()
    private var settled: TerminalLayout
    private var height: Int
    /// The lines of the open part on the screen; the cursor is at the start of the line below.
    private var shown: [TerminalLine] = []
    /// How many settled lines have been written.
    private var settledCount = 0

    /// Makes an empty view. Its first line is the one where the cursor is, which must be at the start of it.
    ///
    /// - Parameters:
    ///   - width: The columns of the window; less than 4 count as 4.
    ///   - height: The lines of the window; less than 2 count as 2.
    public init(width: Int, height: Int, style: TerminalStyle) {
        settled = TerminalLayout(width: TerminalWriter.clamped(width), style: style)
        self.height = max(2, height)
    }

    /// Takes patches, and returns what is to be written. Costs as much as the open blocks are long.
    ///
    /// - Throws: what is wrong with the first patch that does not fit; those before it are shown with the next call.
    public mutating func apply(_ patches: PatchList) throws(PatchError) -> [UInt8] {
        try tree.apply(patches)
        return draw()
    }

    /// What is to be written at the end, whatever is open still. The cursor is left below the text.
    public mutating func finish() -> [UInt8] {
        settled.advance(in: tree, onlySettled: false)
        return draw()
    }

    /// What is to be written when the window has another size.
    public mutating func resize(width: Int, height: Int) -> [UInt8] {
        let width = TerminalWriter.clamped(width)
        settled.width = width
        self.height = max(2, height)
        if !settled.style.isInteractive { return [] }
        // A terminal breaks the lines that are too long now, or not, and does not say so.
        let rows = shown.reduce(0) { $0 + max(1, ($1.width + width - 1) / width) }
        var output: [UInt8] = []
        TerminalView.moveUp(min(rows, self.height - 1), &output)
        TerminalFace.append("\u{1B}[J", to: &output)
        shown = []
        return output + draw()
    }

    /// Takes the text back, as far as it is in the window, and returns what is to be written for it: another text begins
    /// where this one did.
    public mutating func clear() -> [UInt8] {
        var output: [UInt8] = []
        if settled.style.isInteractive, settledCount + shown.count > 0 {
            TerminalView.moveUp(min(settledCount + shown.count, height - 1), &output)
            TerminalFace.append("\u{1B}[J", to: &output)
        }
        self = TerminalView(width: settled.width, height: height, style: settled.style)
        return output
    }

    private mutating func draw() -> [UInt8] {
        settled.advance(in: tree, onlySettled: true)
        var lines = settled.lines
        settled.lines = []
        settledCount += lines.count
        guard settled.style.isInteractive else { return TerminalView.joined(lines) }
        var open = settled
        open.advance(in: tree, onlySettled: false)
        let tail = Array(open.lines.suffix(height - 1))
        lines += tail
        defer { shown = tail }
        return rewrite(lines)
    }

    /// Turns what is shown into these lines.
    private func rewrite(_ lines: [TerminalLine]) -> [UInt8] {
        var output: [UInt8] = []
        var first = 0
        while first < min(shown.count, lines.count), shown[first] == lines[first] { first += 1 }
        if first == shown.count, first == lines.count { return [] }
        TerminalView.moveUp(shown.count - first, &output)
        for place in first..<lines.count {
            if place < shown.count {
                if lines[place] != shown[place] { rewrite(lines[place], over: shown[place], &output) }
            } else {
                output += lines[place].bytes
            }
            output += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        }
        if shown.count > lines.count { TerminalFace.append("\u{1B}[J", to: &output) }
        return output
    }

    private func rewrite(_ line: TerminalLine, over old: TerminalLine, _ output: inout [UInt8]) {
        output += line.bytes
        if old.width > line.width { TerminalFace.append("\u{1B}[K", to: &output) }
    }

    private static func moveUp(_ count: Int, _ output: inout [UInt8]) {
        guard count > 0 else { return }
        output += [0x1B, UInt8(ascii: "[")]
        DecimalDigits.append(UInt32(truncatingIfNeeded: count), to: &output)
        output.append(UInt8(ascii: "A"))
    }

    private static func joined(_ lines: [TerminalLine]) -> [UInt8] {
        var output: [UInt8] = []
        for line in lines {
            output += line.bytes
            output.append(UInt8(ascii: "\n"))
        }
        return output
    }
}

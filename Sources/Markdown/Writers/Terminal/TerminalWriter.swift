/// Writes a tree for a terminal, in lines of at most so many columns.
///
/// Lines are broken by what characters take on the screen. Nothing of the text can steer the terminal: control
/// characters are shown as their pictures, and those that turn the direction of text are left out.
public struct TerminalWriter: Sendable {
    private let width: Int
    private let style: TerminalStyle

    /// Makes a writer.
    ///
    /// - Parameter width: The columns of the window, or how long lines may be; less than 4 count as 4.
    public init(width: Int, style: TerminalStyle) {
        self.width = TerminalWriter.clamped(width)
        self.style = style
    }

    /// The tree as UTF-8, each line ended by a line end.
    public func text(_ tree: MarkdownTree) -> [UInt8] {
        var layout = TerminalLayout(width: width, style: style)
        layout.advance(in: tree, onlySettled: false)
        var text: [UInt8] = []
        for line in layout.lines {
            text += line.bytes
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    /// A width that leaves room for a character and what stands before it, and that sums of do not overflow.
    static func clamped(_ width: Int) -> Int { min(max(width, 4), 1 << 20) }
}

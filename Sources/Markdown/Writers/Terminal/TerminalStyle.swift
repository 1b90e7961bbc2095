/// What may be written to where the output goes.
public struct TerminalStyle: Hashable, Sendable {
    /// Whether the cursor may be moved and lines be written anew.
    public var isInteractive: Bool
    /// Whether text may be bold, italic, underlined, struck through.
    public var hasAttributes: Bool
    /// Whether text may have colours and be dim.
    public var hasColours: Bool
    /// Whether links may be marked as such (OSC 8). Their addresses are written besides where they differ from the text.
    public var hasHyperlinks: Bool

    /// No escape code at all: for files and pipes.
    public static let plain = TerminalStyle(
        isInteractive: false, hasAttributes: false, hasColours: false, hasHyperlinks: false)
    /// A terminal whose user wants no colours.
    public static let monochrome = TerminalStyle(
        isInteractive: true, hasAttributes: true, hasColours: false, hasHyperlinks: false)
    /// A terminal with colours.
    public static let coloured = TerminalStyle(
        isInteractive: true, hasAttributes: true, hasColours: true, hasHyperlinks: false)
}

/// One entry of a leaf block's inline log: a piece of content, or where a span begins or ends.
///
/// Its bytes lie in the log's ``InlineLog/bytes``, up to three pieces one behind the other.
public struct InlineEvent: Hashable, Sendable {
    /// What an event is. The numbers are those of the patch format.
    public enum Kind: UInt8, Sendable {
        /// Text, as UTF-8: entities decoded, escapes taken. Two text events never follow each other.
        case text = 16
        /// A code span's text.
        case code = 17
        case softBreak = 18
        case lineBreak = 19
        /// An image: address, title, description.
        case image = 20
        /// A mark like `[1]` that names a source: its number's digits.
        case sourceMark = 21
        /// Raw HTML. Comes only where ``MarkdownOptions/rawHTML`` is `.verbatim`.
        case rawHTML = 22
        case emphasis = 24
        case strong = 25
        case strikethrough = 26
        /// A link: address, title. The address has passed the policy and is percent-encoded.
        case link = 27
        /// The end of the innermost span.
        case exit = 31

        /// Whether an ``exit`` follows.
        public var isSpan: Bool {
            switch self {
            case .emphasis, .strong, .strikethrough, .link: true
            case .text, .code, .softBreak, .lineBreak, .image, .sourceMark, .rawHTML, .exit: false
            }
        }

        /// How many pieces of bytes belong to it.
        public var pieceCount: Int {
            switch self {
            case .text, .code, .sourceMark, .rawHTML: 1
            case .link: 2
            case .image: 3
            case .softBreak, .lineBreak, .emphasis, .strong, .strikethrough, .exit: 0
            }
        }
    }

    /// What it is.
    public let kind: Kind
    /// Where the bytes begin, where the second and the third piece begin, and where the last ends.
    let start: UInt32
    let second: UInt32
    let third: UInt32
    let end: UInt32

    /// The first piece: text, code, digits, HTML, or an address.
    public var first: Range<Int> { Int(start)..<Int(second) }
    /// The title of a link or an image.
    public var title: Range<Int> { Int(second)..<Int(third) }
    /// The description of an image.
    public var description: Range<Int> { Int(third)..<Int(end) }
}

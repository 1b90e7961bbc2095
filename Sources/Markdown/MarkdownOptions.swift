/// How a text is read and what of it may be shown. The defaults are for the words of a model: GitHub's extensions on,
/// HTML as text, nothing loaded from elsewhere.
public struct MarkdownOptions: Hashable, Sendable {
    /// What becomes of raw HTML.
    public enum RawHTML: Hashable, Sendable {
        /// It is text: `<b>` is shown as five characters.
        case asText
        /// It is handed on as it is. For conformance tests alone: whoever writes the text then writes the page.
        case verbatim
    }

    /// Which addresses links and images may have.
    public enum LinkPolicy: Hashable, Sendable {
        /// `http`, `https`, `mailto`, `tel` and relative ones, judged after decoding and without control characters.
        /// A link with another address is its text alone.
        case safe
        /// Every address. For conformance tests alone.
        case any
    }

    /// The level of a text's first-level heading, 1 to 6; deeper ones follow and stop at 6. Default 1.
    public var headingStart: UInt8 = 1
    /// GFM tables. Default on.
    public var hasTables = true
    /// GFM strikethrough, with one or two tildes. Default on.
    public var hasStrikethrough = true
    /// GFM task list items. Default on.
    public var hasTaskLists = true
    /// GFM extended autolinks. Default on.
    public var hasAutolinks = true
    /// Marks like `[1]` that name a source become events of their own. Default off.
    public var hasSourceMarks = false
    /// What becomes of raw HTML. Default `.asText`.
    public var rawHTML = RawHTML.asText
    /// Which addresses are followed. Default `.safe`.
    public var linkPolicy = LinkPolicy.safe
    /// The hosts, in lower case, whose images are shown; any other image is a link to it. Default none.
    public var imageHosts: [[UInt8]] = []
    /// How deep blocks nest; markers beyond it are text. Default 32.
    public var maximumBlockDepth = 32
    /// How deep spans nest; what would be deeper is text. Default 32.
    public var maximumSpanDepth = 32
    /// How many columns a table may have; one with more is a paragraph. Default 64.
    public var maximumColumns = 64
    /// The longest address, in bytes; a link with a longer one is its text alone. Default 2,048.
    public var maximumAddressLength = 2_048

    /// Makes the defaults.
    public init() {}

    /// CommonMark 0.31.2 and nothing else, raw HTML and all addresses as they are: what the specification's examples
    /// expect.
    public static var conformance: MarkdownOptions {
        var options = MarkdownOptions()
        options.hasTables = false
        options.hasStrikethrough = false
        options.hasTaskLists = false
        options.hasAutolinks = false
        options.rawHTML = .verbatim
        options.linkPolicy = .any
        return options
    }
}

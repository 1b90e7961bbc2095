/// A piece of a leaf's content as the first pass leaves it, in the order of the text.
struct InlineNode {
    enum Kind: UInt8 {
        /// Shown as it is written.
        case text
        /// Shown as it is written and never read otherwise: HTML as text, an address that is still growing.
        case literal
        /// A backslash and what it escapes.
        case escape
        case entity
        case softBreak
        case lineBreak
        /// A code span; `index` is the length of its back-tick runs.
        case code
        /// A code span that nothing closes yet; `index` is how far in its content begins.
        case openCode
        /// `<…>` that is raw HTML.
        case html
        /// `<…>` that is an address.
        case autolink
        case emailAutolink
        /// An address without brackets, which begins with its scheme, or with `www.`.
        case extendedAutolink
        case webAutolink
        /// A run of delimiters; `index` is its place in the list of runs.
        case run
        /// A bracket that may become a link, and is not shown.
        case bracket
        /// Where a link or image begins or ends; `index` is its place in the list of links.
        case linkStart
        case linkEnd
        case imageStart
        case imageEnd
        case sourceMark
    }

    var kind: Kind
    /// Where it lies in the source.
    var start: Int32
    var end: Int32
    var index: Int32

    init(_ kind: Kind, _ start: Int, _ end: Int, index: Int = 0) {
        self.kind = kind
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
        self.index = Int32(truncatingIfNeeded: index)
    }
}

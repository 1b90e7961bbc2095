/// What a cited document says at the place that was cited, for reading beside the answer.
package struct CitedPassage: Sendable, Hashable {
    /// The document's title.
    package var title: String
    /// The part of the document, empty for what stands above its first heading.
    package var heading: String
    /// Where the public finds the document.
    package var url: String?
    /// The day from which it is valid, as an ISO 8601 date.
    package var validFrom: String?
    /// The document's id in the knowledge folder.
    package var document: String
    /// The language of its words, as a BCP 47 primary tag.
    package var language: String?
    /// Plain text: paragraphs parted by empty lines, items as lines that begin with `- `.
    package var text: String
    /// Whether the part goes on behind `text`.
    package var isShortened: Bool

    /// A passage made of its parts.
    package init(
        title: String, heading: String, url: String? = nil, validFrom: String? = nil, document: String,
        language: String? = nil, text: String, isShortened: Bool = false
    ) {
        self.title = title
        self.heading = heading
        self.url = url
        self.validFrom = validFrom
        self.document = document
        self.language = language
        self.text = text
        self.isShortened = isShortened
    }
}

/// A piece of a document that can stand alone as an answer's source.
///
/// Passages are what a search returns and what a model is shown. `score` orders the passages of one search and
/// means nothing across searches.
package struct Passage: Sendable, Hashable {
    /// The document's path relative to the folder it was read from, with `/` between the parts: `de/kfz-zulassen.md`.
    package let documentID: String
    /// The document's title; never empty.
    package let title: String
    /// Where the public finds the document: an `http` or `https` address.
    package let url: String?
    /// The headings above the passage without the document's title, joined by ` › `; empty above the first heading.
    package let heading: String
    /// Plain text; list items and table rows are lines that begin with `- `, paragraphs are parted by an empty line.
    package let text: String
    /// The document's language as a BCP 47 primary tag: `de`, `en`.
    package let language: String?
    /// The day from which the document holds, as an ISO 8601 date: `2026-01-31`.
    package let validFrom: String?
    /// The passage's place in its document, from 0.
    package let ordinal: Int
    /// How well the passage fits the query; higher is better.
    package let score: Double

    package init(
        documentID: String,
        title: String,
        url: String? = nil,
        heading: String = "",
        text: String,
        language: String? = nil,
        validFrom: String? = nil,
        ordinal: Int = 0,
        score: Double = 0
    ) {
        self.documentID = documentID
        self.title = title
        self.url = url
        self.heading = heading
        self.text = text
        self.language = language
        self.validFrom = validFrom
        self.ordinal = ordinal
        self.score = score
    }
}

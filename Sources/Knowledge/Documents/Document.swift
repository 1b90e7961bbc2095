/// A document as it was read: its passages in order and what it says about itself.
package struct Document: Sendable, Hashable {
    /// A piece of the document, not yet found by any search.
    package struct Section: Sendable, Hashable {
        /// The headings above, without the title, joined by ` › `.
        package let heading: String
        /// Plain text, see `Passage.text`.
        package let text: String
    }

    /// The path relative to the folder, see `Passage.documentID`.
    package let id: String
    package let title: String
    package let url: String?
    package let language: String?
    package let validFrom: String?
    /// In the order of the document.
    package let sections: [Section]
}

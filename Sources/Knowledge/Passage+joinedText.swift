extension Passage {
    /// The text of passages that follow each other in a document, as one.
    package static func joinedText(_ passages: some Sequence<Passage>) -> String {
        passages.reduce(into: "") { text, passage in
            if !text.isEmpty { text += passage.text.hasPrefix("- ") ? "\n" : "\n\n" }
            text += passage.text
        }
    }
}

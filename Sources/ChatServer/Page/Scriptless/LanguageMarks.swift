internal import Archive
internal import Dialogue

/// Says what language a text is in, which may not be the page's, so that it is read out in its own (WCAG 3.1.2).
struct LanguageMarks: Sendable {
    /// The language that a text is certain to be in.
    let languageOf: @Sendable (String) -> Language?

    /// An attribute for the element around the text; `nil` where its language is not certain.
    func attribute(of text: String) -> HTML? {
        languageOf(text).map { " lang=\"\($0.rawValue)\"" }
    }

    /// The text for a place that has words of the page beside it.
    func marked(_ text: String) -> HTML {
        attribute(of: text).map { "<span\($0)>\(text)</span>" } ?? "\(text)"
    }

    /// What a conversation is called.
    func title(of conversation: StoredConversation, _ words: ScriptlessWords) -> HTML {
        conversation.title.isEmpty ? "\(words.untitled)" : marked(conversation.title)
    }
}

internal import Dialogue
internal import Knowledge
internal import LanguageModels

extension Source {
    /// The source of an excerpt: what the prompt says of it, and what only its passage knows.
    init(_ excerpt: Prompt.Excerpt, among passages: [Passage]) {
        let passage = passages.first { $0.text.hasPrefix(excerpt.text) && $0.title == excerpt.title }
        self.init(
            number: excerpt.number,
            title: excerpt.title,
            heading: excerpt.heading,
            url: excerpt.url,
            validFrom: passage?.validFrom,
            document: passage?.documentID ?? "")
    }
}

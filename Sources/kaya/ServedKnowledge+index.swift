internal import ChatServer
internal import Dialogue
internal import Knowledge
internal import Logging
internal import SQLiteStorage

extension ServedKnowledge {
    /// Passages of one part of a document that are shown at most; a passage is about a paragraph.
    private static let maximumPassages = 24
    /// Questions that are offered at most.
    private static let maximumExamples = 6

    /// The documents of an index.
    init(_ index: SQLiteKnowledgeIndex, logger: Logger) {
        self.init(
            passage: { source in
                let passages = try await index.passages(
                    of: source.document, titled: source.title, under: source.heading, limit: Self.maximumPassages + 1)
                guard let first = passages.first else { return nil }
                return CitedPassage(
                    title: first.title, heading: first.heading, url: first.url, validFrom: first.validFrom,
                    document: first.documentID, language: first.language,
                    text: Passage.joinedText(passages.prefix(Self.maximumPassages)),
                    isShortened: passages.count > Self.maximumPassages)
            },
            examples: { language in
                do {
                    return try await index.examples(language: language.rawValue, limit: Self.maximumExamples)
                } catch {
                    logger.warning("The examples cannot be read", metadata: ["error": "\(error)"])
                    return []
                }
            })
    }
}

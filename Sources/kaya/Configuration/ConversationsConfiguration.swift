internal import SQLiteStorage

/// Whether conversations and answers are kept, and where.
struct ConversationsConfiguration: Sendable, Hashable {
    var isEnabled = true
    /// Whether a model is asked for the titles of conversations.
    var asksForTitles = true
    /// The bounds of the answer cache; `nil` keeps no answers for equal questions.
    var cache: SQLiteAnswerCacheConfiguration?
    /// The data folder.
    var folder = "data"

    /// The archive's file in the data folder.
    var archivePath: String { folder + "/conversations.sqlite" }
}

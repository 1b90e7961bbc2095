/// Where knowledge lies and whether it is used.
struct KnowledgeConfiguration: Sendable, Hashable {
    var isEnabled = true
    /// The data folder.
    var folder = "data"

    /// The index's file in the data folder.
    var indexPath: String { folder + "/knowledge.sqlite" }
}

import Archive
import Dialogue
import GRDB

/// A conversation between its row and its value.
enum ConversationRow {
    static func conversation(_ row: Row) throws -> StoredConversation {
        guard let id = ConversationID(row["id"] as String), let owner = Owner(row["owner"] as String) else {
            throw ArchiveError(.unusable, "A conversation in the archive has no name.")
        }
        return StoredConversation(
            id: id,
            owner: owner,
            title: (row["title"] as StoredText).text,
            isTitleChosen: row["isTitleChosen"],
            isPinned: row["isPinned"],
            isArchived: row["isArchived"],
            createdAt: Timestamp(milliseconds: row["createdAt"]),
            updatedAt: Timestamp(milliseconds: row["updatedAt"]))
    }
}

internal import Archive
internal import Foundation
internal import SQLiteStorage

/// The archive's file in the data folder.
enum ConversationFile {
    /// Opens the archive, making the folder and the file where they are missing.
    ///
    /// - Throws: `ArchiveError`.
    static func openCreating(_ configuration: ConversationsConfiguration) throws -> SQLiteArchive {
        do {
            try FileManager.default.createDirectory(atPath: configuration.folder, withIntermediateDirectories: true)
        } catch {
            throw ArchiveError(
                .unusable, "The data folder \(configuration.folder) cannot be made: check its path and its owner.",
                cause: error)
        }
        return try SQLiteArchive(path: configuration.archivePath)
    }
}

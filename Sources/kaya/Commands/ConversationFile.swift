internal import Archive
internal import Foundation
internal import SQLiteStorage

/// The archive's file in the data folder.
enum ConversationFile {
    /// Takes the right to serve the folder, making it where it is missing.
    ///
    /// - Throws: `ArchiveError`.
    static func lockFolder(_ configuration: ConversationsConfiguration) throws -> DataFolderLock {
        do {
            try FileManager.default.createDirectory(atPath: configuration.folder, withIntermediateDirectories: true)
        } catch {
            throw ArchiveError(
                .unusable, "The data folder \(configuration.folder) cannot be made: check its path and its owner.",
                cause: error)
        }
        return try DataFolderLock(folder: configuration.folder)
    }

    /// Opens the archive, making the file where it is missing.
    ///
    /// - Throws: `ArchiveError`.
    static func openCreating(_ configuration: ConversationsConfiguration) throws -> SQLiteArchive {
        try SQLiteArchive(path: configuration.archivePath)
    }
}

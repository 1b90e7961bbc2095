internal import Foundation
internal import Knowledge
internal import SQLiteStorage

/// The index's file in the data folder.
enum KnowledgeFile {
    /// Opens the index, making the folder and the file where they are missing.
    ///
    /// - Throws: `KnowledgeError`.
    static func openCreating(_ configuration: KnowledgeConfiguration) throws -> SQLiteKnowledgeIndex {
        do {
            try FileManager.default.createDirectory(atPath: configuration.folder, withIntermediateDirectories: true)
        } catch {
            throw KnowledgeError(
                .indexUnusable, "The data folder \(configuration.folder) cannot be made: check its path and its owner.",
                cause: error)
        }
        return try SQLiteKnowledgeIndex(path: configuration.indexPath)
    }

    /// Opens the index if it is there.
    ///
    /// - Throws: `KnowledgeError`.
    static func openExisting(_ configuration: KnowledgeConfiguration) throws -> SQLiteKnowledgeIndex? {
        guard FileManager.default.fileExists(atPath: configuration.indexPath) else { return nil }
        return try SQLiteKnowledgeIndex(path: configuration.indexPath)
    }
}

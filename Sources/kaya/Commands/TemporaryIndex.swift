internal import Foundation
internal import SQLiteStorage

/// An index that is gone afterwards.
enum TemporaryIndex {
    /// Takes a folder's documents in, lends the index, and removes it.
    static func with<Value>(
        documents folder: String, _ work: (SQLiteKnowledgeIndex) async throws -> Value
    ) async throws -> Value {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("kaya-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        // The system clears its folder for temporary files anyway.
        defer { try? FileManager.default.removeItem(at: place) }
        let index = try SQLiteKnowledgeIndex(path: place.appendingPathComponent("knowledge.sqlite").path)
        _ = try await index.ingest(folder: folder)
        return try await work(index)
    }
}

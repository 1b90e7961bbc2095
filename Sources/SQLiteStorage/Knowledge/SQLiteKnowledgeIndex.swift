import Foundation
import GRDB
package import Knowledge
import Synchronization

/// Knowledge in an SQLite file: full-text tables ranked by BM25, readable while it is written.
///
/// Any number of processes may search a file while one takes documents in: every search sees the state before or the
/// state after, whole, and the next search after a commit sees the new one. Searches run on the database's own threads.
package final class SQLiteKnowledgeIndex: KnowledgeIndex {
    let pool: DatabasePool
    private let configuration: SQLiteKnowledgeConfiguration
    /// The vocabulary of the version that was searched last.
    private let lexicon = Mutex<Lexicon?>(nil)

    /// Opens the file, or creates it; its folder must exist.
    ///
    /// - Throws: `KnowledgeError` with `newerSchema` or `indexUnusable`.
    package init(path: String, configuration: SQLiteKnowledgeConfiguration = SQLiteKnowledgeConfiguration()) throws {
        self.configuration = configuration
        var database = Configuration()
        database.label = "kaya.knowledge"
        database.busyMode = .timeout(configuration.busyTimeout / .seconds(1))
        database.maximumReaderCount = max(1, configuration.maximumReaders)
        database.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
        }
        do {
            pool = try DatabasePool(path: path, configuration: database)
            let migrator = KnowledgeSchema.migrator
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw KnowledgeError(
                    .newerSchema,
                    "The index at \(path) was written by a newer version of kaya; use that version or more.")
            }
            if try !pool.read(migrator.hasCompletedMigrations) { try migrator.migrate(pool) }
        } catch let error as KnowledgeError {
            throw error
        } catch {
            throw KnowledgeError(.indexUnusable, "The index at \(path) cannot be opened.", cause: error)
        }
    }

    package func version() async throws -> KnowledgeVersion {
        try await pool.read(KnowledgeState.version)
    }

    package func search(_ query: String, language: String?, limit: Int) async throws -> SearchResult {
        try await pool.read { [self] db in
            let version = try KnowledgeState.version(db)
            guard limit > 0, version != .empty else { return SearchResult(passages: [], version: version) }
            let analysis = QueryAnalysis(query, language: language)
            let lexicon = try lexicon(of: version, in: db)
            let plan = QueryPlan(analysis, vocabulary: lexicon.vocabulary, synonyms: lexicon.synonyms)
            let passages = try KnowledgeSearch(db: db, plan: plan, lexicon: lexicon).passages(limit: limit)
            return SearchResult(passages: passages, version: version)
        }
    }

    /// Takes a folder's documents in: what is new or changed is read, what is gone is removed, in one transaction.
    ///
    /// Documents of other sources are left alone. A failure, a cancellation or the end of the process before the
    /// commit leaves the index as it was.
    /// - Parameters:
    ///   - folder: The folder's path.
    ///   - source: The name under which the folder is known; `nil` takes the last part of its path.
    ///   - progress: Called after each file, on a thread of the database.
    /// - Throws: `KnowledgeError` with `folderUnreadable` or `noDocuments`, or the database's error.
    package func ingest(
        folder: String, source: String? = nil, progress: @escaping @Sendable (IngestProgress) -> Void = { _ in }
    ) async throws -> IngestReport {
        try await ingest(folder: folder, source: source, progress: progress, beforeCommit: {})
    }

    func ingest(
        folder: String,
        source: String?,
        progress: @escaping @Sendable (IngestProgress) -> Void,
        beforeCommit: @escaping @Sendable () throws -> Void
    ) async throws -> IngestReport {
        let name = source ?? URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
        let limits = configuration.documents
        let clock = ContinuousClock()
        let start = clock.now
        var report = try await pool.write { db in
            var ingestion = Ingestion(db: db, source: name, limits: limits)
            let report = try ingestion.run(folder: folder, progress: progress)
            try beforeCommit()
            return report
        }
        report.duration = clock.now - start
        return report
    }

    private func lexicon(of version: KnowledgeVersion, in db: Database) throws -> Lexicon {
        if let known = lexicon.withLock(\.self), known.version == version { return known }
        let loaded = try Lexicon.load(db, version: version, synonyms: configuration.synonyms)
        lexicon.withLock { $0 = loaded }
        return loaded
    }
}

import Archive
import GRDB

/// Conversations in an SQLite file.
///
/// What it promises: a write that has returned is on the disk (WAL with `synchronous = FULL`), so a question is kept
/// before anybody hears that it was heard; nothing of what was deleted stays in the file (`secure_delete`), and after
/// ``compact()`` nothing in the log beside it. A store that is locked or full fails its writes as `unavailable` after
/// `busyTimeout`, and works again by itself.
package final class SQLiteArchive: ConversationArchive {
    let pool: DatabasePool
    let writes: GroupedWrites
    /// A connection of its own, so that copying the write-ahead log into the file holds up no write.
    private let upkeep: DatabaseQueue

    /// Opens the file, or creates it; its folder must exist.
    ///
    /// - Throws: ``ArchiveError`` with `newerSchema`, `unusable` or `unavailable`; the message names the file.
    package init(path: String, configuration: SQLiteArchiveConfiguration = SQLiteArchiveConfiguration()) throws {
        var database = Configuration()
        database.label = "kaya.archive"
        database.busyMode = .timeout(configuration.busyTimeout / .seconds(1))
        database.maximumReaderCount = max(1, configuration.maximumReaders)
        database.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA secure_delete = ON")
            try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
            // ``checkpoint()`` keeps the log far below this; it is for where nobody calls that.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
            db.add(function: FoldedSearch.function)
        }
        do {
            try PrivateFile.make(path)
            pool = try DatabasePool(path: path, configuration: database)
            let migrator = ArchiveSchema.migrator
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw ArchiveError(
                    .newerSchema,
                    "The conversations at \(path) were written by a newer version of kaya; use that version or more.")
            }
            try migrator.migrate(pool)
            upkeep = try DatabaseQueue(path: path, configuration: database)
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw ArchiveError(.unusable, "The conversations at \(path) cannot be opened.", cause: error)
        }
        writes = GroupedWrites(pool, maximumWaiting: configuration.maximumWaitingWrites)
    }

    func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await pool.read(work)
        } catch {
            throw ArchiveFailure.error(for: error)
        }
    }

    /// Copies what was written into the file, as far as no reader needs the log. Nobody waits for it: what writes and
    /// reads goes on. To be called about once a second.
    package func checkpoint() async throws {
        do {
            try await upkeep.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        } catch {
            throw ArchiveFailure.error(for: error)
        }
    }

    /// Empties the write-ahead log, in which what was deleted may still be read. Where somebody reads for longer than a
    /// lock is waited for, it is left for the next time.
    package func compact() async throws {
        do {
            try await pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
        } catch {
            throw ArchiveFailure.error(for: error)
        }
    }

    package func isWritable() async -> Bool {
        do {
            try await writes.perform { db in try db.execute(sql: "DELETE FROM turn WHERE key = -1") }
            return true
        } catch {
            return false
        }
    }
}

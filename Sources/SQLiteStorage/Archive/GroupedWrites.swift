import Archive
import GRDB
import Synchronization

/// Writes that come at the same time share one transaction, and so one wait for the disk.
///
/// A write returns when it is on the disk. One that fails is undone alone; the others of its transaction are not.
/// A write goes on where its caller is cancelled: what was promised to be kept is kept.
///
/// Bound: `maximumWaiting` writes; beyond it a write fails as unavailable.
final class GroupedWrites: Sendable {
    /// One write: what it does, in a savepoint of its own, and whom it tells.
    private struct Entry: Sendable {
        /// Does the write; returns who is to be told once the transaction is on the disk.
        let perform: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Entry] = []
        var isWriting = false
    }

    /// Writes in one transaction. It bounds how long readers of a checkpoint wait.
    private static let maximumGroup = 256
    private let pool: DatabasePool
    private let maximumWaiting: Int
    private let state = Mutex(State())

    init(_ pool: DatabasePool, maximumWaiting: Int) {
        self.pool = pool
        self.maximumWaiting = maximumWaiting
    }

    /// Performs a write and waits until it is on the disk.
    ///
    /// - Throws: What `work` throws; ``ArchiveError`` with `unavailable` when the store cannot be written.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(
                Entry(
                    perform: { db in
                        let value = try work(db)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    private func submit(_ entry: Entry) {
        let (isFull, starts) = state.withLock { state in
            guard state.waiting.count < maximumWaiting else { return (true, false) }
            state.waiting.append(entry)
            defer { state.isWriting = true }
            return (false, !state.isWriting)
        }
        if isFull { entry.fail(ArchiveError(.unavailable, "Too many writes wait for the archive.")) }
        if starts {
            pool.asyncWriteWithoutTransaction { db in
                while let group = self.nextGroup() { Self.write(group, to: db) }
            }
        }
    }

    private func nextGroup() -> [Entry]? {
        state.withLock { state in
            let group = Array(state.waiting.prefix(Self.maximumGroup))
            state.waiting.removeFirst(group.count)
            if group.isEmpty { state.isWriting = false }
            return group.isEmpty ? nil : group
        }
    }

    private static func write(_ group: [Entry], to db: Database) {
        var told: [@Sendable () -> Void] = []
        var failed: [(Entry, any Error)] = []
        do {
            try db.inTransaction(.immediate) {
                for entry in group {
                    do {
                        var tell: (@Sendable () -> Void)?
                        try db.inSavepoint {
                            tell = try entry.perform(db)
                            return .commit
                        }
                        if let tell { told.append(tell) }
                    } catch {
                        failed.append((entry, error))
                    }
                }
                return .commit
            }
            for tell in told { tell() }
            for (entry, error) in failed { entry.fail(ArchiveFailure.error(for: error)) }
        } catch {
            for entry in group { entry.fail(ArchiveFailure.error(for: error)) }
        }
    }
}

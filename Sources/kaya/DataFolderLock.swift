internal import Archive
internal import Foundation
internal import ServiceLifecycle
internal import SystemPackage

/// The right to serve a data folder, which one process has at a time.
///
/// Whoever serves takes every turn that is stored as running for one that broke off. Beside a process that answers them
/// that would cut their answers. The lock is `flock(2)` on a file of the folder: the kernel gives it back when the
/// process ends, however it ends.
final class DataFolderLock: Service {
    private static let file = "serving.lock"
    private let descriptor: FileDescriptor

    /// Takes the lock.
    ///
    /// - Throws: `ArchiveError` with `unusable` when another process has it, or the file cannot be made.
    init(folder: String) throws {
        let path = FilePath(folder).appending(Self.file)
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        } catch {
            throw ArchiveError(.unusable, "The file \(path) cannot be made: check the folder's owner.", cause: error)
        }
        guard flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            try? descriptor.close()  // Nothing was written.
            throw ArchiveError(
                .unusable,
                "Another kaya serves the data folder \(folder): end it, or give this one a folder of its own.")
        }
    }

    deinit {
        try? descriptor.close()  // Nothing was written.
    }

    /// Has the lock until shutdown comes to it: as the first service, when every other has ended.
    func run() async throws {
        // Cancelled or shut down gracefully: either way it is time.
        try? await gracefulShutdown()
    }
}

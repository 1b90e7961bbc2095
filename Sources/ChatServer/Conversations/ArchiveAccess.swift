internal import Archive
internal import Dialogue

/// Says an archive's failures in the words of problems.
enum ArchiveAccess {
    /// Does something with an archive.
    /// - Throws: ``Problem``: `not-found`, `storage-unavailable` or `internal`; what else `work` throws.
    static func run<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let error as ArchiveError {
            switch error.code {
            case .unknownConversation: throw Problem(.notFound)
            case .duplicateRequest: throw Problem(.duplicateRequest)
            case .unavailable: throw Problem(.storageUnavailable, retryAfter: 5)
            case .newerSchema, .unusable: throw error
            }
        }
    }
}

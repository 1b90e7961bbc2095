import Archive
import GRDB

/// What an error of SQLite means for those who keep things.
enum ArchiveFailure {
    static func error(for error: any Error) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return ArchiveError(.unusable, "The archive is damaged.", cause: Cause(error))
        case .SQLITE_CONSTRAINT where error.message?.contains("requestID") == true:
            return ArchiveError(.duplicateRequest, "The conversation has this request already.")
        default:
            return ArchiveError(.unavailable, "The archive cannot be used at the moment.", cause: Cause(error))
        }
    }

    /// SQLite's code and words, without the statement's arguments: those are what people wrote.
    private struct Cause: Error, CustomStringConvertible {
        let description: String

        init(_ error: DatabaseError) {
            description = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "-")"
        }
    }
}

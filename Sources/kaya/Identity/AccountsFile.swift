internal import Foundation
internal import Identity
internal import SQLiteStorage

/// The file of accounts, logins and keys in the data folder.
enum AccountsFile {
    /// Opens the file, making the folder and the file where they are missing.
    ///
    /// - Throws: `IdentityError`.
    static func openCreating(folder: String) throws -> SQLiteIdentityStore {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw IdentityError(
                .storeUnusable, "The data folder \(folder) cannot be made: check its path and its owner.", cause: error)
        }
        return try SQLiteIdentityStore(path: folder + "/identity.sqlite")
    }

    /// The accounts as the commands see them.
    static func desk(_ configuration: KayaConfiguration) async throws -> IdentityDesk {
        try await IdentityDesk(
            store: try openCreating(folder: configuration.knowledge.folder), passwords: PasswordDesk(),
            documents: IssuerDocuments(), configuration: configuration.identity, clock: .system)
    }
}

internal import Identity

/// Outside issuers that cannot be reached.
package struct NoDocuments: DocumentFetching {
    package init() {}

    package func fetch(_ url: String, maximumBytes: Int) async throws -> [UInt8] {
        throw IdentityError(.unknown, "There is nothing at \(url).")
    }
}

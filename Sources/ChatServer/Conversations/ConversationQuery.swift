internal import Archive
internal import Dialogue

/// What a request for a list of conversations asks for.
struct ConversationQuery: Sendable {
    let stored: ConversationPage.Query

    /// Reads `limit`, `cursor`, `q` and `archived`.
    /// - Throws: ``Problem`` with `invalid-field` that names the parameter.
    init(_ query: QueryString, maximumPage: Int) throws {
        let archived = try query.value("archived") ?? "false"
        guard ["true", "false"].contains(archived) else { throw Problem(.invalidField, field: "archived") }
        let search = try query.value("q")
        guard search?.count ?? 0 <= 200 else { throw Problem(.tooLarge, field: "q") }
        let cursor = try query.value("cursor").map { text throws(Problem) in
            guard let cursor = PageCursor(text) else { throw Problem(.invalidField, field: "cursor") }
            return cursor.place
        }
        stored = ConversationPage.Query(
            search: search?.isEmpty == true ? nil : search, isArchived: archived == "true", after: cursor,
            limit: try Self.limit(query, maximumPage: maximumPage))
    }

    /// Reads `limit`: at most `maximumPage`, half of it where none is given.
    static func limit(_ query: QueryString, maximumPage: Int) throws -> Int {
        guard let text = try query.value("limit") else { return maximumPage / 2 }
        guard let limit = Int(text), (1...maximumPage).contains(limit) else {
            throw Problem(.invalidField, field: "limit")
        }
        return limit
    }
}

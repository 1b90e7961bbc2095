import GRDB
package import Knowledge

extension SQLiteKnowledgeIndex {
    /// What a document says under one of its headings, as it is known now.
    ///
    /// - Parameters:
    ///   - document: Its path, see `Passage.documentID`.
    ///   - title: Its title; a document that is called otherwise now counts as another one.
    ///   - heading: The headings above, see `Passage.heading`.
    /// - Returns: Its passages in order, at most `limit`; none when there is no such place any more.
    package func passages(
        of document: String, titled title: String, under heading: String, limit: Int
    ) async throws -> [Passage] {
        try await pool.read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT d.path, d.title, d.url, p.heading, p.text, d.language, d.validFrom, p.ordinal
                    FROM passage p JOIN document d ON d.id = p.documentID
                    WHERE d.id = (
                        SELECT d.id FROM document d JOIN passage p ON p.documentID = d.id
                        WHERE d.path = ? AND d.title = ? AND p.heading = ? ORDER BY d.source LIMIT 1)
                    AND p.heading = ? ORDER BY p.ordinal LIMIT ?
                    """,
                arguments: [document, title, heading, heading, limit])
            return rows.map { row in
                Passage(
                    documentID: row[0], title: row[1], url: row[2], heading: row[3], text: row[4], language: row[5],
                    validFrom: row[6], ordinal: row[7])
            }
        }
    }

    /// The questions that the folders offer as examples, at most `limit`.
    ///
    /// - Parameter language: A BCP 47 primary tag; there are none for a language that no folder has any for.
    package func examples(language: String, limit: Int) async throws -> [String] {
        try await pool.read { db in
            try String.fetchAll(
                db, sql: "SELECT question FROM example WHERE language = ? ORDER BY source, ordinal LIMIT ?",
                arguments: [language, limit])
        }
    }
}

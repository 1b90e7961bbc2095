import GRDB
import Knowledge

/// What a search needs to know besides the full-text tables: the words, synonyms, titles and passages of one version.
///
/// Kept in memory; its size grows with the vocabulary and by some 100 bytes a passage.
struct Lexicon: Sendable {
    let version: KnowledgeVersion
    let vocabulary: Vocabulary
    let synonyms: Synonyms
    let catalogue: Catalogue
    /// The document of every passage.
    let documents: [Int64: Int64]

    static func load(_ db: Database, version: KnowledgeVersion, synonyms: Synonyms) throws -> Lexicon {
        var synonyms = synonyms
        for yaml in try String.fetchAll(db, sql: "SELECT synonyms FROM source WHERE synonyms IS NOT NULL ORDER BY name")
        {
            (synonyms, _) = synonyms.adding(yaml: yaml)
        }
        let words = try String.fetchAll(
            db, sql: "SELECT term FROM wordVocabulary ORDER BY doc DESC, term LIMIT ?",
            arguments: [Vocabulary.maximumWords])
        var stems: [(stem: String, passages: Int)] = []
        let rows = try Row.fetchCursor(db, sql: "SELECT term, doc FROM stemVocabulary")
        while let row = try rows.next() {
            stems.append((row[0], row[1]))
        }
        let documents = try documents(db)
        let all = Set(words).union(synonyms.allWords)
        return Lexicon(
            version: version, vocabulary: Vocabulary(words: all.sorted(), stems: stems, passages: documents.count),
            synonyms: synonyms, catalogue: try catalogue(db), documents: documents)
    }

    private static func catalogue(_ db: Database) throws -> Catalogue {
        var catalogue = Catalogue()
        let rows = try Row.fetchCursor(db, sql: "SELECT id, language, titleStems FROM document")
        while let row = try rows.next() {
            catalogue.add(row[0], language: row[1], titleStems: row[2])
        }
        let passages = try Row.fetchCursor(db, sql: "SELECT id, ordinal FROM passage")
        while let row = try passages.next() {
            catalogue.add(passage: row[0], place: row[1])
        }
        return catalogue
    }

    private static func documents(_ db: Database) throws -> [Int64: Int64] {
        var documents: [Int64: Int64] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT id, documentID FROM passage")
        while let row = try rows.next() {
            documents[row[0]] = row[1]
        }
        return documents
    }
}

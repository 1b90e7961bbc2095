import GRDB
import Knowledge

/// What a search needs to know besides the tables: the words and synonyms of one version.
struct Lexicon: Sendable {
    let version: KnowledgeVersion
    let vocabulary: Vocabulary
    let synonyms: Synonyms
    let catalogue: Catalogue

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
        let passages = try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0
        let all = Set(words).union(synonyms.allWords)
        return Lexicon(
            version: version, vocabulary: Vocabulary(words: all.sorted(), stems: stems, passages: passages),
            synonyms: synonyms, catalogue: try catalogue(db))
    }

    private static func catalogue(_ db: Database) throws -> Catalogue {
        var catalogue = Catalogue()
        let rows = try Row.fetchCursor(db, sql: "SELECT id, language, titleStems FROM document")
        while let row = try rows.next() {
            catalogue.add(row[0], language: row[1], titleStems: row[2])
        }
        return catalogue
    }
}

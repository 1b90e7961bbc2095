import GRDB
import Knowledge

/// Takes one folder in, inside of one transaction.
struct Ingestion {
    private struct Known {
        let id: Int64
        let hash: String
        let format: Int
        let remarks: [String]
    }

    private let db: Database
    private let source: String
    private let loader: DocumentLoader
    private var report = IngestReport()
    private var known: [String: Known] = [:]
    /// Documents that stay though they were not read this time.
    private var kept: Set<String> = []

    init(db: Database, source: String, limits: DocumentLimits) {
        self.db = db
        self.source = source
        loader = DocumentLoader(limits: limits)
    }

    mutating func run(folder: String, progress: (IngestProgress) -> Void) throws -> IngestReport {
        let scan = try loader.scan(folder)
        guard !scan.files.isEmpty else {
            throw KnowledgeError(
                .noDocuments,
                "The folder \(folder) has no .md, .markdown, .html, .htm or .txt file; nothing was changed.")
        }
        report.findings = scan.findings
        try readKnown()
        for (position, file) in scan.files.enumerated() {
            try take(file)
            progress(IngestProgress(done: position + 1, total: scan.files.count, file: file.id))
        }
        try removeAllBut(Set(scan.files.map(\.id)), unreadable: scan.findings.filter { $0.consequence == .kept })
        try write(scan.synonyms)
        try writeExamples(scan.examples)
        report.version = try KnowledgeState.update(db)
        report.passages = try Int.fetchOne(db, sql: "SELECT count(*) FROM passage") ?? 0
        return report
    }

    private mutating func readKnown() throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT path, id, hash, format, remarks FROM document WHERE source = ?", arguments: [source])
        while let row = try rows.next() {
            let remarks: String = row[4]
            known[row[0]] = Known(
                id: row[1], hash: row[2], format: row[3],
                remarks: remarks.split(separator: "\n").map(String.init))
        }
    }

    private mutating func take(_ file: DocumentFile) throws {
        switch loader.source(of: file) {
        case .failure(let error):
            report.findings.append(error.finding)
            if error.finding.consequence == .kept, known[file.id] != nil {
                kept.insert(file.id)
                report.unchanged += 1
            }
        case .success(let content):
            let before = known[file.id]
            if let before, before.hash == content.contentHash, before.format == IndexedText.format {
                kept.insert(file.id)
                report.unchanged += 1
                report.findings += before.remarks.map {
                    DocumentFinding(file: file.id, reason: $0, consequence: .indexed)
                }
            } else {
                try replace(before, by: content)
            }
        }
    }

    private mutating func replace(_ before: Known?, by content: DocumentSource) throws {
        let reading = loader.document(from: content)
        report.findings += reading.findings
        guard let document = reading.document else { return }
        if let before { try remove(before.id) }
        try insert(document, hash: content.contentHash, remarks: reading.findings.map(\.reason))
        kept.insert(document.id)
        if before == nil { report.added += 1 } else { report.changed += 1 }
    }

    private func insert(_ document: Document, hash: String, remarks: [String]) throws {
        let language = WordLanguage(tag: document.language)
        let titleStems = IndexedText.stems(of: document.title, language: language)
        try db.execute(
            sql: """
                INSERT INTO document (source, path, hash, format, title, url, language, validFrom, titleStems, remarks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                source, document.id, hash, IndexedText.format, document.title, document.url, document.language,
                document.validFrom, IndexedText.titleStems(document.title, language: language),
                remarks.map { $0.replacing("\n", with: " ") }.joined(separator: "\n"),
            ])
        let documentID = db.lastInsertedRowID
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO passage
                (documentID, ordinal, heading, text, titleStems, headingStems, bodyStems, folded)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (ordinal, section) in document.sections.enumerated() {
            let words = "\(document.title) \(section.heading) \(section.text)"
            try statement.execute(arguments: [
                documentID, ordinal, section.heading, section.text, titleStems,
                IndexedText.stems(of: section.heading, language: language),
                IndexedText.stems(of: section.text, language: language), IndexedText.folded(words),
            ])
        }
    }

    private func remove(_ id: Int64) throws {
        try db.execute(sql: "DELETE FROM passage WHERE documentID = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM document WHERE id = ?", arguments: [id])
    }

    /// Removes what the folder no longer has; what lies in a folder that could not be read stays.
    private mutating func removeAllBut(_ present: Set<String>, unreadable: [DocumentFinding]) throws {
        for (path, document) in known where !kept.contains(path) {
            if !present.contains(path), unreadable.contains(where: { path.hasPrefix($0.file + "/") }) {
                report.unchanged += 1
                continue
            }
            try remove(document.id)
            report.removed += 1
        }
    }

    private mutating func write(_ synonyms: String?) throws {
        if let synonyms {
            let (_, remarks) = Synonyms().adding(yaml: synonyms)
            report.findings += remarks.map {
                DocumentFinding(file: DocumentLoader.synonymsFile, reason: $0, consequence: .indexed)
            }
        }
        try db.execute(
            sql: """
                INSERT INTO source (name, synonyms) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET synonyms = excluded.synonyms
                """,
            arguments: [source, synonyms])
    }

    /// Examples are no part of the knowledge's version: no answer depends on them.
    private mutating func writeExamples(_ yaml: String?) throws {
        try db.execute(sql: "DELETE FROM example WHERE source = ?", arguments: [source])
        guard let yaml else { return }
        let examples = ExampleQuestions(yaml: yaml)
        report.findings += examples.remarks.map {
            DocumentFinding(file: DocumentLoader.examplesFile, reason: $0, consequence: .indexed)
        }
        for (language, questions) in examples.questions {
            for (ordinal, question) in questions.enumerated() {
                try db.execute(
                    sql: "INSERT INTO example (source, language, ordinal, question) VALUES (?, ?, ?, ?)",
                    arguments: [source, language, ordinal, question])
            }
        }
    }
}

import Foundation
import Testing

@testable import Knowledge

@Suite("Loading a folder")
struct DocumentLoaderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func reading(_ id: String, _ loader: DocumentLoader = DocumentLoader()) throws -> DocumentReading {
        let file = try #require(try loader.scan(folder.path).files.first { $0.id == id })
        return loader.document(from: try loader.source(of: file).get())
    }

    @Test("Documents are found in all folders, sorted; hidden and other files are passed over")
    func scan() throws {
        for name in [
            "de/b.md", "a.HTML", "x.txt", "de/sub/c.markdown", ".geheim.md", ".git/d.md", "bild.png", "questions.jsonl",
        ] {
            try folder.write("Text", to: name)
        }
        let scan = try DocumentLoader().scan(folder.path)
        #expect(scan.files.map(\.id) == ["a.HTML", "de/b.md", "de/sub/c.markdown", "x.txt"])
        #expect(scan.findings.isEmpty)
    }

    @Test("A folder that is not there is an error")
    func missing() {
        #expect(throws: KnowledgeError.self) { try DocumentLoader().scan(folder.path("nichts")) }
    }

    @Test("Links in a circle, out of the folder and to nowhere do no harm")
    func links() throws {
        let outside = try TemporaryFolder()
        try outside.write("geheim", to: "geheim.md")
        try folder.write("Text", to: "de/a.md")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path("de/kreis"), withDestinationPath: folder.path)
        try files.createSymbolicLink(atPath: folder.path("selbst.md"), withDestinationPath: folder.path("selbst.md"))
        try files.createSymbolicLink(atPath: folder.path("weg.md"), withDestinationPath: folder.path("nirgends.md"))
        try files.createSymbolicLink(atPath: folder.path("aus"), withDestinationPath: outside.path)
        try files.createSymbolicLink(atPath: folder.path("gut.md"), withDestinationPath: folder.path("de/a.md"))
        let scan = try DocumentLoader().scan(folder.path)
        #expect(scan.files.map(\.id) == ["de/a.md", "gut.md"])
        #expect(Set(scan.findings.map(\.file)) == ["selbst.md", "weg.md", "aus"])
    }

    @Test("Files that are too large, too deep or too many are findings")
    func limits() throws {
        try folder.write(String(repeating: "x", count: 101), to: "0.md")
        try folder.write("x", to: "1/2/3/tief.md")
        for name in ["a.md", "b.md", "c.md"] { try folder.write("x", to: name) }
        let limits = DocumentLimits(maximumFileSize: 100, maximumFolderDepth: 2, maximumFiles: 2)
        let scan = try DocumentLoader(limits: limits).scan(folder.path)
        #expect(scan.files.map(\.id) == ["a.md", "b.md"])
        #expect(Set(scan.findings.map(\.file)) == ["0.md", "1/2/3", "c.md"])
    }

    @Test("A pipe is no document and is not waited for")
    func pipe() throws {
        #expect(mkfifo(folder.path("rohr.md"), 0o600) == 0)
        #expect(try DocumentLoader().scan(folder.path).findings.map(\.file) == ["rohr.md"])
    }

    @Test("Title and language fall back on the text, the folder and the file's name")
    func fallbacks() throws {
        try folder.write("---\ntitle: Aus dem Kopf\n---\n# Überschrift\nText", to: "a.md")
        try folder.write("# Überschrift\nText", to: "de/b.md")
        try folder.write("This is the text of a document that you can read.", to: "c-d_e.md")
        let first = try #require(try reading("a.md").document)
        #expect(first.title == "Aus dem Kopf")
        #expect(first.sections.map(\.heading) == ["Überschrift"])
        let second = try #require(try reading("de/b.md").document)
        #expect(second.title == "Überschrift")
        #expect(second.language == "de")
        let third = try #require(try reading("c-d_e.md").document)
        #expect(third.title == "c d e")
        #expect(third.language == "en")
        try folder.write("Ein Satz ohne Überschrift.", to: "2.0 Neues.md")
        #expect(try reading("2.0 Neues.md").document?.title == "2.0 Neues")
    }

    @Test("A document without text is skipped, a damaged one is read, and both are told")
    func findings() throws {
        try folder.write("# Nur Titel", to: "leer.md")
        try folder.write([0x4D, 0xFC, 0x6C, 0x6C, 0x2E], to: "alt.txt")
        let empty = try reading("leer.md")
        #expect(empty.document == nil)
        #expect(empty.findings.map(\.consequence) == [.skipped])
        let old = try reading("alt.txt")
        #expect(old.document?.sections.map(\.text) == ["Müll."])
        #expect(old.findings.map(\.consequence) == [.indexed])
    }

    @Test("A file that goes away while it is read is a finding, and what was known of it stays")
    func vanished() throws {
        try folder.write("x", to: "a.md")
        let file = try #require(try DocumentLoader().scan(folder.path).files.first)
        try folder.remove("a.md")
        guard case .failure(let error) = DocumentLoader().source(of: file) else {
            Issue.record("the file is gone")
            return
        }
        #expect(error.finding.consequence == .kept)
    }
}

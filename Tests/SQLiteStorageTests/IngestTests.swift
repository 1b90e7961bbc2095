import Foundation
import Knowledge
import Synchronization
import Testing

@testable import SQLiteStorage

@Suite("Taking documents in")
struct IngestTests {
    private struct Failure: Error {}

    private let folder: TemporaryFolder
    private let documents: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        documents = try TemporaryFolder()
        try documents.write("# Hundesteuer\nDie Hundesteuer beträgt 60 Euro.", to: "hund.md")
        try documents.write("# Reisepass\nDer Reisepass kostet 70 Euro.", to: "pass.md")
    }

    private func open(_ name: String = "k.sqlite") throws -> SQLiteKnowledgeIndex {
        try SQLiteKnowledgeIndex(path: folder.path(name))
    }

    private func counts(_ report: IngestReport) -> [Int] {
        [report.added, report.changed, report.removed, report.unchanged]
    }

    private func texts(_ query: String, _ index: SQLiteKnowledgeIndex) async throws -> [String] {
        try await index.search(query, language: nil, limit: 10).passages.map(\.text)
    }

    @Test("Only what changed is read, and the version follows the content")
    func incremental() async throws {
        let index = try open()
        let first = try await index.ingest(folder: documents.path)
        #expect(counts(first) == [2, 0, 0, 0])
        let again = try await index.ingest(folder: documents.path)
        #expect(counts(again) == [0, 0, 0, 2])
        #expect(again.version == first.version)

        try documents.write("# Hundesteuer\nDie Hundesteuer beträgt 72 Euro.", to: "hund.md")
        try documents.write("# Wohngeld\nWohngeld hilft bei der Miete.", to: "wohngeld.md")
        try documents.remove("pass.md")
        let third = try await index.ingest(folder: documents.path)
        #expect(counts(third) == [1, 1, 1, 0])
        #expect(third.version != first.version)
        #expect(try await index.version() == third.version)
        #expect(try await texts("Hundesteuer", index) == ["Die Hundesteuer beträgt 72 Euro."])
        #expect(try await texts("Reisepass", index).isEmpty)
    }

    @Test("The same content has the same version in another file, and comes back when content comes back")
    func version() async throws {
        let first = try await open("a.sqlite").ingest(folder: documents.path)
        let index = try open("b.sqlite")
        #expect(try await index.ingest(folder: documents.path).version == first.version)
        try documents.write("# Neu\nEtwas Neues.", to: "neu.md")
        #expect(try await index.ingest(folder: documents.path).version != first.version)
        try documents.remove("neu.md")
        #expect(try await index.ingest(folder: documents.path).version == first.version)
    }

    @Test("Renaming a document changes the version, and dates of files do not")
    func renaming() async throws {
        let index = try open()
        let first = try await index.ingest(folder: documents.path)
        let past = [FileAttributeKey.modificationDate: Date(timeIntervalSince1970: 1)]
        try FileManager.default.setAttributes(past, ofItemAtPath: documents.path("hund.md"))
        #expect(try await index.ingest(folder: documents.path).version == first.version)
        try FileManager.default.moveItem(atPath: documents.path("hund.md"), toPath: documents.path("h.md"))
        #expect(try await index.ingest(folder: documents.path).version != first.version)
    }

    @Test("A failure before the commit leaves the index as it was, in this process and in the file")
    func atomic() async throws {
        let index = try open()
        let before = try await index.ingest(folder: documents.path)
        try documents.write("# Hundesteuer\nDie Hundesteuer beträgt 99 Euro.", to: "hund.md")
        let copy = folder.path("copy.sqlite")
        let original = folder.path("k.sqlite")
        await #expect(throws: Failure.self) {
            _ = try await index.ingest(
                folder: documents.path, source: nil, progress: { _ in },
                beforeCommit: {
                    // What is on the disk now is what a process killed here leaves behind.
                    try FileManager.default.copyItem(atPath: original, toPath: copy)
                    try FileManager.default.copyItem(atPath: original + "-wal", toPath: copy + "-wal")
                    throw Failure()
                })
        }
        for survivor in [index, try open(), try SQLiteKnowledgeIndex(path: copy)] {
            #expect(try await survivor.version() == before.version)
            #expect(try await texts("Hundesteuer", survivor) == ["Die Hundesteuer beträgt 60 Euro."])
        }
        #expect(try await index.ingest(folder: documents.path).changed == 1)
    }

    @Test("Another reader sees the old state until the commit, and the new one at its next search")
    func twoPools() async throws {
        let writer = try open()
        let reader = try open()
        let old = try await writer.ingest(folder: documents.path)
        #expect(try await reader.search("Hundesteuer", language: nil, limit: 5).version == old.version)
        try documents.write("# Hundesteuer\nDie Hundesteuer beträgt 80 Euro.", to: "hund.md")
        let (reached, reachedSignal) = AsyncStream.makeStream(of: Void.self)
        let go = DispatchSemaphore(value: 0)
        async let ingestion = writer.ingest(
            folder: documents.path, source: nil, progress: { _ in },
            beforeCommit: {
                reachedSignal.finish()
                go.wait()
            })
        for await _ in reached {}
        let during = try await reader.search("Hundesteuer", language: nil, limit: 5)
        #expect(during.version == old.version)
        #expect(during.passages.map(\.text) == ["Die Hundesteuer beträgt 60 Euro."])
        go.signal()
        let new = try await ingestion
        let after = try await reader.search("Hundesteuer", language: nil, limit: 5)
        #expect(after.version == new.version)
        #expect(after.passages.map(\.text) == ["Die Hundesteuer beträgt 80 Euro."])
    }

    @Test("Sources are apart: a folder removes only what it brought")
    func sources() async throws {
        let index = try open()
        let other = try TemporaryFolder()
        try other.write("# Bücherei\nDie Bücherei ist offen.", to: "buecherei.md")
        _ = try await index.ingest(folder: documents.path, source: "amt")
        let report = try await index.ingest(folder: other.path, source: "kultur")
        #expect(counts(report) == [1, 0, 0, 0])
        #expect(report.passages == 3)
        try documents.remove("pass.md")
        #expect(try await index.ingest(folder: documents.path, source: "amt").removed == 1)
        #expect(try await texts("Bücherei", index) == ["Die Bücherei ist offen."])
    }

    @Test("An empty folder and a missing one change nothing")
    func empty() async throws {
        let index = try open()
        let before = try await index.ingest(folder: documents.path, source: "a")
        let none = try TemporaryFolder()
        await #expect(throws: KnowledgeError.self) { try await index.ingest(folder: none.path, source: "a") }
        await #expect(throws: KnowledgeError.self) { try await index.ingest(folder: none.path("x"), source: "a") }
        #expect(try await index.version() == before.version)
    }

    @Test("A bad document is a finding each time, and the others are indexed")
    func findings() async throws {
        try documents.write("---\nurl: javascript:x\n---\nText über Gebühren.", to: "schlecht.md")
        try documents.write("", to: "leer.md")
        let index = try open()
        let first = try await index.ingest(folder: documents.path)
        #expect(first.added == 3)
        #expect(Set(first.findings.map(\.file)) == ["schlecht.md", "leer.md"])
        let second = try await index.ingest(folder: documents.path)
        #expect(Set(second.findings) == Set(first.findings))
    }

    @Test("A document that became unusable is removed")
    func spoilt() async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        try documents.write("# Nur noch ein Titel", to: "pass.md")
        #expect(try await index.ingest(folder: documents.path).removed == 1)
        #expect(try await texts("Reisepass", index).isEmpty)
    }

    @Test("Progress names every file once, in order")
    func progress() async throws {
        let seen = Mutex<[IngestProgress]>([])
        _ = try await open().ingest(folder: documents.path) { step in seen.withLock { $0.append(step) } }
        #expect(
            seen.withLock(\.self) == [
                IngestProgress(done: 1, total: 2, file: "hund.md"), IngestProgress(done: 2, total: 2, file: "pass.md"),
            ])
    }

    @Test("Searches go on while documents are taken in again and again")
    func concurrent() async throws {
        let index = try open()
        _ = try await index.ingest(folder: documents.path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<25 {
                        let found = try await index.search("Hundesteuer Reisepass", language: nil, limit: 5)
                        #expect(found.passages.count == 2)
                    }
                }
            }
            for euros in 100..<110 {
                try documents.write("# Hundesteuer\nDie Hundesteuer beträgt \(euros) Euro.", to: "hund.md")
                #expect(try await index.ingest(folder: documents.path).changed == 1)
            }
            try await group.waitForAll()
        }
    }
}

import Foundation
import KayaTesting
import Knowledge
import SQLiteStorage
import Testing

@Suite("Taking documents in, as a process that is killed", .timeLimit(.minutes(3)))
struct IngestTests {
    @Test("An ingest that is killed at any moment leaves the old index or the new one, and can be repeated")
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kaya-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }  // the system clears it in the end
        let documents = folder.appending(path: "documents")
        try write(40, to: documents)
        let data = folder.appending(path: "data")
        try await ingest(documents, into: data).finished()
        let old = try await version(in: data)
        try write(300, to: documents)
        let fresh = folder.appending(path: "fresh")
        try await ingest(documents, into: fresh).finished()
        let new = try await version(in: fresh)
        #expect(old != new)

        let logSize = size(of: fresh)
        var interruptions = 0
        for part in 1...4 {
            let process = try ingest(documents, into: data)
            // The write-ahead log grows while documents are taken in; it tells how far the process is.
            try await waitUntil("the ingest is under way") {
                !process.isRunning || size(of: data) >= logSize * part / 5
            }
            if process.isRunning { interruptions += 1 }
            process.kill()
            let found = try await version(in: data)
            #expect(found == old || found == new)
        }
        #expect(interruptions > 0)
        try await ingest(documents, into: data).finished()
        #expect(try await version(in: data) == new)
    }

    private func write(_ count: Int, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for number in 0..<count {
            let sentence = "Die Gebühr Nummer \(number) beträgt \(number) Euro. "
            let text = "# Gebühr \(number)\n\n" + String(repeating: sentence, count: 20)
            try Data(text.utf8).write(to: folder.appending(path: "\(number).md"))
        }
    }

    private func ingest(_ documents: URL, into data: URL) throws -> IngestProcess {
        try IngestProcess(documents: documents, data: data)
    }

    /// How many bytes the index and its write-ahead log have.
    private func size(of data: URL) -> Int {
        ["", "-wal"].reduce(0) { size, suffix in
            let path = data.appending(path: "knowledge.sqlite\(suffix)").path()
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // not there yet, or no more
            return size + ((attributes?[.size] as? Int) ?? 0)
        }
    }

    private func version(in data: URL) async throws -> KnowledgeVersion {
        let index = try SQLiteKnowledgeIndex(path: data.appending(path: "knowledge.sqlite").path())
        _ = try await index.search("Gebühr", language: nil, limit: 5)
        return try await index.version()
    }
}

/// `kaya ingest` as a process of its own.
private struct IngestProcess {
    private let process = Process()
    private let exited: AsyncStream<Int32>

    init(documents: URL, data: URL) throws {
        let (exited, report) = AsyncStream.makeStream(of: Int32.self, bufferingPolicy: .bufferingNewest(1))
        self.exited = exited
        process.executableURL = KayaProcess.executable
        process.arguments = ["ingest", documents.path(), "--data", data.path()]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { process in
            report.yield(process.terminationStatus)
            report.finish()
        }
        try process.run()
    }

    var isRunning: Bool { process.isRunning }

    /// Waits for its end, which must be a success.
    func finished() async throws {
        let status = await exited.first { _ in true }
        #expect(status == 0)
    }

    /// Ends it at once and waits until it is gone.
    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}

internal import ArgumentParser
internal import Foundation
internal import Knowledge
internal import SQLiteStorage

/// `kaya ingest`: documents into the index.
struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a folder of documents into the index.",
        discussion: """
            Reads Markdown, HTML and text files with their front matter (title, url, valid-from, language). Only what is new or \
            changed is read; what is gone is removed. All of it appears at once, also for a server that is running: no restart is \
            needed. A failure leaves the index as it was.

            EXAMPLES:
              kaya ingest Examples/county
              kaya ingest /srv/documents --data /var/lib/kaya
              kaya ingest documents --json | jq .findings

            \(ExitStatus.help)
            """)

    @Argument(help: ArgumentHelp("The folder with the documents.", valueName: "dir"))
    var folder: String

    @OptionGroup var options: ConfigurationOptions

    @Flag(help: "Print one JSON object about what changed.")
    var json = false

    func run() async throws {
        let configuration = try options.load()
        do {
            let index = try KnowledgeFile.openCreating(configuration.knowledge)
            let progress = IngestProgressLine()
            let report = try await index.ingest(folder: folder) { progress.show($0) }
            progress.end()
            json ? Console.output.line(try JSONText.encode(IngestSummary(report))) : print(report)
        } catch let error as KnowledgeError {
            Console.error.line("kaya: \(error.message)")
            throw ExitStatus.failure
        }
    }

    private func print(_ report: IngestReport) {
        Console.output.line(
            "\(report.added) added, \(report.changed) changed, \(report.removed) removed, \(report.unchanged) unchanged; "
                + "\(report.passages) passages, version \(report.version.rawValue)")
        for finding in report.findings {
            Console.error.line("\(finding.file): \(finding.reason) (\(finding.consequence.rawValue))")
        }
    }
}

/// What changed, for scripts.
private struct IngestSummary: Encodable {
    struct Remark: Encodable {
        let file: String
        let reason: String
        let consequence: String
    }

    let added: Int
    let changed: Int
    let removed: Int
    let unchanged: Int
    let passages: Int
    let version: String
    let seconds: Double
    let findings: [Remark]

    init(_ report: IngestReport) {
        added = report.added
        changed = report.changed
        removed = report.removed
        unchanged = report.unchanged
        passages = report.passages
        version = report.version.rawValue
        seconds = report.duration / .seconds(1)
        findings = report.findings.map {
            Remark(file: $0.file, reason: $0.reason, consequence: $0.consequence.rawValue)
        }
    }
}

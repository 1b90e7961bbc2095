internal import ArgumentParser
internal import Diagnostics

/// `kaya doctor bundle`: what a support bundle tells.
struct DoctorBundle: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Explain a support bundle that somebody saved in the page.",
        discussion: """
            Says what the bundle tells, the most important first, and what to do. It needs neither a server nor a configuration; \
            the bundle holds no question, no answer and no credential.

            EXAMPLES:
              kaya doctor bundle kaya-K-7Q2M-0CTN.json
              kaya doctor bundle kaya-K-7Q2M-0CTN.json --json | jq '.findings[0]'

            The exit code is 1 when it shows a fault of Kaya's, of its operation or of the network, and 2 when the file is no \
            support bundle.
            """)

    @Argument(help: ArgumentHelp("The bundle.", valueName: "file"))
    var file: String

    @Flag(help: "Print one JSON object.")
    var json = false

    /// Reads every option that it has too, wherever it stands.
    @ParentCommand var doctor: Doctor

    func run() throws {
        let bundle: SupportBundle
        do {
            bundle = try SupportBundle(file: file)
        } catch let refusal {
            Console.error.line("kaya: \(refusal.message)")
            throw ExitCode(2)
        }
        let diagnosis = BundleDiagnosis(bundle)
        let json = json || doctor.json
        json ? Console.output.line(try JSONText.encode(Summary(bundle, diagnosis))) : Self.show(bundle, diagnosis)
        if diagnosis.outcome == .failure { throw ExitStatus.failure }
    }

    private struct Summary: Encodable {
        let number: String
        let madeAt: String
        let browser: String
        let turns: Int
        let findings: [Finding]

        init(_ bundle: SupportBundle, _ diagnosis: BundleDiagnosis) {
            number = BundleDiagnosis.said(bundle.number)
            madeAt = BundleDiagnosis.said(bundle.madeAt)
            browser = BundleDiagnosis.said(bundle.page?.userAgent)
            turns = bundle.turns?.count ?? 0
            findings = diagnosis.findings
        }
    }

    private static func show(_ bundle: SupportBundle, _ diagnosis: BundleDiagnosis) {
        let summary = Summary(bundle, diagnosis)
        Console.output.line(
            "\(summary.number), \(summary.madeAt): \(summary.browser), \(BundleDiagnosis.counted(summary.turns, "question"))"
        )
        for finding in diagnosis.findings { Doctor.show(finding) }
    }
}

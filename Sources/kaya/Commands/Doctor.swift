internal import ArgumentParser
internal import Diagnostics
internal import Foundation
internal import LanguageModels

/// `kaya doctor`: what works, what does not, and what to do.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check configuration, data, port, clock and model servers; or a running server.",
        discussion: """
            Each line says what was seen, and what to do now where there is something to do. Every model server is asked a short \
            question, which costs a few tokens. With --url a running server is read from here, through every proxy in between: \
            run it where its readers are.

            EXAMPLES:
              kaya doctor
              kaya doctor --config /etc/kaya/kaya.yaml --json | jq '.findings[] | select(.outcome != "ok")'
              kaya doctor --url https://chat.example.org
              kaya doctor bundle kaya-K-7Q2M-0CTN.json

            The exit code is 1 when something does not work; warnings leave it at 0. \(ExitStatus.help)
            """,
        subcommands: [DoctorBundle.self])

    @OptionGroup var options: ConfigurationOptions

    @Option(help: ArgumentHelp("Check this running server instead.", valueName: "url"))
    var url: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() async throws {
        let report = await CheckReport.running(checks()) { finding in
            if !json { Self.show(finding) }
        }
        if json { Console.output.line(try JSONText.encode(report)) }
        if report.findings.contains(where: { $0.check == Self.configurationCheck && $0.outcome == .failure }) {
            throw ExitStatus.configuration
        }
        if report.outcome == .failure { throw ExitStatus.failure }
    }

    private static let configurationCheck = "configuration"

    private func checks() -> [Check] {
        if let url { return RunningServerChecks(url: url).all }
        do {
            let configuration = try KayaConfiguration(
                try options.sources(), processors: ProcessInfo.processInfo.activeProcessorCount)
            let summary = Self.summary(configuration)
            let readable = Check(Self.configurationCheck) { .ok(summary) }
            return [readable] + MachineChecks(configuration: configuration).all
                + configuration.models.flatMap { ModelServerChecks(server: $0).all }
        } catch {
            let text = "\(error)"
            return [
                Check(Self.configurationCheck) {
                    .failure(text, advice: "Correct these; kaya configuration lists all keys.")
                }
            ]
        }
    }

    private static func summary(_ configuration: KayaConfiguration) -> String {
        let set = configuration.settings.rows.filter { $0.origin != .standard }.count
        let models = configuration.models.map { "\($0.model.identity.label) (\($0.model.identity.model))" }
        let answering = models.isEmpty ? "no model; Kaya quotes its documents" : models.joined(separator: ", then ")
        return (["\(set) settings differ from their defaults; \(answering)."] + configuration.remarks)
            .joined(separator: " ")
    }

    static func show(_ finding: Finding) {
        let mark =
            switch finding.outcome {
            case .ok: "ok      "
            case .warning: "warning "
            case .failure: "FAILURE "
            }
        Console.output.line("\(mark) \(finding.check): \(finding.seen)")
        if let advice = finding.advice { Console.output.line("         → \(advice)") }
    }
}

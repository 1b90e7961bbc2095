/// The findings of several checks.
package struct CheckReport: Sendable, Hashable, Codable {
    package var findings: [Finding]

    package init(findings: [Finding]) {
        self.findings = findings
    }

    /// Runs checks one after the other, so that they do not disturb each other's figures.
    ///
    /// - Parameter report: Told of every finding as soon as it is there.
    package static func running(_ checks: [Check], report: (Finding) -> Void = { _ in }) async -> CheckReport {
        var findings: [Finding] = []
        for check in checks {
            let finding = await check.finding()
            report(finding)
            findings.append(finding)
        }
        return CheckReport(findings: findings)
    }

    /// The worst outcome; `ok` when nothing was checked.
    package var outcome: Finding.Outcome {
        findings.map(\.outcome).max() ?? .ok
    }
}

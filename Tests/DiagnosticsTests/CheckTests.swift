import Diagnostics
import Foundation
import Testing

@Suite("Checks and findings")
struct CheckTests {
    private struct Broken: Error {}

    @Test("Checks run in order, and the worst outcome is the report's")
    func order() async {
        let checks = [
            Check("port") { .ok("Port 8080 is free.") },
            Check("clock") { .warning("The clock is 3 s off.", advice: "Start an NTP client.") },
        ]
        var told: [String] = []
        let report = await CheckReport.running(checks) { told.append($0.check) }
        #expect(told == ["port", "clock"])
        #expect(report.outcome == .warning)
        #expect(report.findings.map(\.advice) == [nil, "Start an NTP client."])
    }

    @Test("An error thrown by a check is a failure")
    func thrown() async {
        let report = await CheckReport.running([Check("x") { throw Broken() }])
        #expect(report.outcome == .failure)
        #expect(report.findings.first?.seen.contains("Broken()") == true)
    }

    @Test("Nothing checked is ok")
    func empty() async {
        #expect(await CheckReport.running([]).outcome == .ok)
    }

    @Test("A report survives being JSON")
    func json() throws {
        let report = CheckReport(findings: [Finding(check: "port", outcome: .failure, seen: "s", advice: "a")])
        let text = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(CheckReport.self, from: text) == report)
        #expect(String(decoding: text, as: UTF8.self).contains("\"outcome\":\"failure\""))
    }
}

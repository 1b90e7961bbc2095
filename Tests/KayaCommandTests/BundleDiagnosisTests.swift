import Diagnostics
import Foundation
import KayaTesting
import Testing

@testable import kaya

@Suite("What a support bundle tells")
struct BundleDiagnosisTests {
    private static let folder = Fixture.folder.appending(path: "support-bundles")

    private func diagnosis(_ name: String) throws -> BundleDiagnosis {
        BundleDiagnosis(try SupportBundle(file: Self.folder.appending(path: "\(name).json").path))
    }

    /// A bundle of one turn, or of a check with these findings.
    private func diagnosis(turn: String = "", findings: String = "") throws -> BundleDiagnosis {
        let turns = turn.isEmpty ? "" : "{\(turn)}"
        let json = """
            {"kaya":"support-bundle","version":1,"number":"K-0000-0000","check":{"findings":[\(findings)]},"turns":[\(turns)]}
            """
        return BundleDiagnosis(try SupportBundle(reading: Data(json.utf8)))
    }

    @Test(
        "Every recorded situation is recognised, the gravest first",
        arguments: [
            ("in-order", "nothing", Finding.Outcome.ok), ("unchecked", "nothing", .ok),
            ("still-writing", "nothing", .ok),
            ("slept", "nothing", .ok), ("buffered", "buffers-whole", .failure),
            ("cut-after-a-minute", "cut-by-limit", .failure), ("shown-less", "received-not-shown", .failure),
            ("received-less", "stored-not-received", .failure), ("stalled", "stepped-down", .failure),
            ("model-fails", "model-attempts", .warning),
        ])
    func situations(_ name: String, _ first: String, _ outcome: Finding.Outcome) throws {
        let diagnosis = try diagnosis(name)
        #expect(diagnosis.findings.first?.check == first)
        #expect(diagnosis.outcome == outcome)
        #expect(diagnosis.findings.map(\.outcome) == diagnosis.findings.map(\.outcome).sorted(by: >))
    }

    @Test("Every situation that was recorded is among those")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".json")
        }
        #expect(files.count == 10)
    }

    @Test("What is wrong says what to do")
    func advice() throws {
        for (name, words) in [
            ("buffered", "proxy_buffering off"), ("buffered", "gzip off"), ("cut-after-a-minute", "limit"),
            ("shown-less", "reload"), ("received-less", "reload"), ("stalled", "kaya doctor"),
        ] {
            let advice = try diagnosis(name).findings.filter { $0.outcome == .failure }.compactMap(\.advice)
            #expect(advice.contains { $0.contains(words) }, "\(name): \(words)")
        }
    }

    @Test(
        "Every result of the connection check is a sentence, a fault or not",
        arguments: [
            (#"{"code":"unreachable"}"#, Finding.Outcome.failure), (#"{"code":"refused","count":502}"#, .failure),
            (#"{"code":"mute","ms":15000}"#, .failure), (#"{"code":"buffers-whole","ms":4750}"#, .failure),
            (#"{"code":"buffers-blocks","bytes":4096,"count":2,"ms":900}"#, .failure),
            (#"{"code":"cuts-after","ms":60000}"#, .failure), (#"{"code":"idle-limit","ms":10000}"#, .failure),
            (#"{"code":"compresses","name":"gzip"}"#, .failure),
            (#"{"code":"streams-unsteadily","ms":1800}"#, .warning),
            (#"{"code":"idle-limit","ms":60000}"#, .ok), (#"{"code":"streams","ms":3}"#, .ok),
            (#"{"code":"keeps-silence","ms":62000}"#, .ok), (#"{"code":"keeps-long","ms":120000}"#, .ok),
            (#"{"code":"behind-proxy","name":"http/1.0"}"#, .ok), (#"{"code":"of a later version"}"#, .ok),
        ])
    func check(_ finding: String, _ outcome: Finding.Outcome) throws {
        let diagnosis = try diagnosis(findings: finding)
        #expect(diagnosis.outcome == outcome)
        let isKnown = !finding.contains("later version")
        #expect(diagnosis.findings.contains { $0.check != "nothing" } == isKnown)
        #expect(diagnosis.findings.allSatisfy { $0.outcome == .ok || $0.advice != nil })
    }

    @Test(
        "Every problem that can be reported has a meaning",
        arguments: [
            ("upstream-cut", Finding.Outcome.failure), ("internal", .failure), ("storage-unavailable", .failure),
            ("overloaded", .failure), ("too-large", .failure), ("other", .failure), ("offline", .warning),
            ("producer-lost", .warning), ("stream-lost", .warning), ("rate-limited", .warning),
            ("unauthorized", .warning),
        ])
    func problems(_ code: String, _ outcome: Finding.Outcome) throws {
        let diagnosis = try diagnosis(turn: #""problems":["\#(code)","\#(code)"]"#)
        #expect(diagnosis.outcome == outcome)
        #expect(diagnosis.findings.first?.seen.hasPrefix("2 times “\(code)”") == true)
    }

    @Test("Cuts after changing times are no limit, nor is a single one")
    func cuts() throws {
        let turn = { (ends: [Int]) in
            let traces = ends.map { #"{"at":0,"kind":"attempt"},{"at":\#($0),"kind":"cut"}"# }.joined(separator: ",")
            return #""traces":[\#(traces)]"#
        }
        #expect(try diagnosis(turn: turn([30_000, 30_400, 29_900])).findings.first?.check == "cut-by-limit")
        for ends in [[30_000], [30_000, 12_000], [200, 300]] {
            let first = try diagnosis(turn: turn(ends)).findings.first
            #expect(first?.check == "cut" && first?.outcome == .warning, "\(ends)")
        }
    }

    @Test("A long silence is one on a stream, not between two polls, and not of a machine that slept")
    func silences() throws {
        let of = { (rung: String, gap: Int, kind: String) in
            #""rungs":[{"rung":"\#(rung)","why":"forced"}],"gaps":[\#(gap)],"traces":[{"kind":"\#(kind)"}]"#
        }
        #expect(try diagnosis(turn: of("stream", 16_000, "gap")).findings.first?.check == "silence")
        for turn in [of("stream", 11_000, "gap"), of("poll", 25_000, "gap"), of("stream", 900_000, "slept")] {
            #expect(try diagnosis(turn: turn).findings.first?.check == "nothing")
        }
    }

    @Test("A file that is no bundle, damaged, of a newer version or not there is refused with a sentence")
    func refused() {
        let texts = [
            "", "{}", "[]", #"{"kaya":"support-bundle"}"#, #"{"kaya":"recording","version":1}"#,
            #"{"kaya":"support-bundle","version":2}"#, #"{"kaya":"support-bundle","version":1,"turns":7}"#,
            #"{"kaya":"support-bundle","version":1,"turns":[{"receivedLength":1e300}]}"#,
        ]
        for text in texts {
            #expect(throws: SupportBundle.Refusal.self) { try SupportBundle(reading: Data(text.utf8)) }
        }
        #expect(throws: SupportBundle.Refusal.self) { try SupportBundle(file: "/nowhere/bundle.json") }
        #expect(throws: SupportBundle.Refusal.self) {
            try SupportBundle(reading: Data(repeating: 0x20, count: SupportBundle.maximumSize + 1))
        }
    }

    @Test("What somebody put into a bundle by hand ends in one line without control characters, and overflows nothing")
    func hostile() throws {
        let evil = #"a\u001b[2J\nb"# + String(repeating: "x", count: 5_000)
        let turn =
            #""id":"\#(evil)","state":"done","receivedLength":\#(Int.min),"shownLength":-1,"storedLength":\#(Int.max),"#
            + #""firstByteMs":\#(Int.max),"firstTextMs":\#(Int.max),"gaps":[\#(Int.min),\#(Int.max)],"problems":["\#(evil)"],"#
            + #""traces":[{"kind":"attempt","at":\#(Int.min)},{"kind":"cut","at":\#(Int.max)}]"#
        let diagnosis = try diagnosis(turn: turn, findings: #"{"code":"compresses","name":"\#(evil)"}"#)
        for finding in diagnosis.findings {
            #expect(finding.seen.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
            #expect(finding.seen.count < 600)
        }
    }

    @Test(
        "Times are said as they are read out",
        arguments: [(0, "0 ms"), (999, "999 ms"), (4_750, "4.7 s"), (60_021, "60 s")])
    func times(_ milliseconds: Int, _ text: String) {
        #expect(BundleDiagnosis.time(milliseconds) == text)
    }
}

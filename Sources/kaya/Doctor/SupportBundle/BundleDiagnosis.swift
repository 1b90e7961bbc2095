internal import Diagnostics

/// What a support bundle tells, in words, the most important first: what was seen, and what to do.
///
/// A failure is a fault of Kaya's, of its operation or of the network; a warning is something that may explain what somebody
/// saw; the rest is in order.
struct BundleDiagnosis: Sendable {
    /// Never empty.
    let findings: [Finding]

    init(_ bundle: SupportBundle) {
        let turns = bundle.turns ?? []
        let found =
            Self.texts(turns) + Self.check(bundle.check) + Self.network(turns) + Self.server(turns)
            + Self.errors(bundle.errors ?? []) + Self.page(bundle)
        let nothing = Finding(check: "nothing", outcome: .ok, seen: "Nothing in it points to a fault.")
        let sorted = [Finding.Outcome.failure, .warning, .ok].flatMap { outcome in
            found.filter { $0.outcome == outcome }
        }
        findings = sorted.contains { $0.outcome != .ok } ? sorted : [nothing] + sorted
    }

    /// The worst of them.
    var outcome: Finding.Outcome { findings.map(\.outcome).max() ?? .ok }

    private static func errors(_ errors: [SupportBundle.PageError]) -> [Finding] {
        guard let first = errors.first else { return [] }
        return [
            Finding(
                check: "page-errors", outcome: .failure,
                seen: "The page had \(counted(errors.count, "error")), first: \(said(first.message)).",
                advice: "This is a fault of the page: report it with this bundle, and reload the page meanwhile.")
        ]
    }

    private static func page(_ bundle: SupportBundle) -> [Finding] {
        var findings: [Finding] = []
        if bundle.page?.online == false {
            findings.append(
                Finding(
                    check: "offline", outcome: .warning, seen: "The browser had no network when the bundle was made.",
                    advice: "Nothing to do here: the page goes on by itself when the network is back."))
        }
        if bundle.check == nil {
            findings.append(
                Finding(
                    check: "unchecked", outcome: .ok, seen: "The connection was not checked.",
                    advice:
                        "Let the person press “Check the connection” and send another bundle, if the network is suspected."
                ))
        }
        return findings
    }

    // MARK: Words

    /// A text of the bundle, which may be anything, so that it can stand in a sentence.
    static func said(_ text: String?) -> String {
        let plain = (text ?? "").unicodeScalars.filter { !$0.properties.isWhitespace || $0 == " " }.prefix(160)
        let shown = String(String.UnicodeScalarView(plain.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        return shown.isEmpty ? "unknown" : shown
    }

    static func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "one \(noun)" : "\(count) \(noun)s" }

    /// A time as it is read out.
    static func time(_ milliseconds: Int?) -> String {
        let milliseconds = max(0, milliseconds ?? 0)
        guard milliseconds >= 1_000 else { return "\(milliseconds) ms" }
        let tenths = milliseconds / 100
        return tenths % 10 == 0 || tenths >= 100 ? "\(milliseconds / 1_000) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}

internal import Diagnostics

extension BundleDiagnosis {
    private static let endings: Set<String> = [
        "done", "stopped", "interrupted", "length", "refused", "filtered", "failed",
    ]

    /// Whether every word that is stored was received, and every one that was received is shown.
    static func texts(_ turns: [SupportBundle.Turn]) -> [Finding] {
        let ended = turns.filter { endings.contains($0.state ?? "") }
        let lost = ended.compactMap { turn in
            turn.storedLength.flatMap { stored in turn.receivedLength.map { (turn, $0, stored) } }
        }.filter { $1 < $2 }
        let hidden = ended.compactMap { turn in
            turn.receivedLength.flatMap { received in turn.shownLength.map { (turn, $0, received) } }
        }.filter { $1 < $2 }
        var findings: [Finding] = []
        if let (turn, received, stored) = lost.first {
            findings.append(
                Finding(
                    check: "stored-not-received", outcome: .failure,
                    seen: "Of \(counted(lost.count, "ended answer")) the page has less than is stored: "
                        + "\(received) of \(stored) characters of \(said(turn.id)).",
                    advice:
                        "Nothing is lost: reload the page. Then report it with this bundle; it is a fault of Kaya's."))
        }
        if let (turn, shown, received) = hidden.first {
            findings.append(
                Finding(
                    check: "received-not-shown", outcome: .failure,
                    seen: "Of \(counted(hidden.count, "ended answer")) the page shows less than it received: "
                        + "\(shown) of \(received) characters of \(said(turn.id)).",
                    advice:
                        "Nothing is lost: reload the page. Then report it with this bundle; it is a fault of the page.")
            )
        }
        return findings
    }

    /// How the answers of these turns came here.
    static func network(_ turns: [SupportBundle.Turn]) -> [Finding] {
        stepsDown(turns) + cuts(turns) + silences(turns) + firstBytes(turns)
    }

    private static func stepsDown(_ turns: [SupportBundle.Turn]) -> [Finding] {
        guard let last = turns.last(where: { $0.rungs?.isEmpty == false })?.rungs?.last, let rung = last.rung,
            rung != "stream", last.why != "forced"
        else { return [] }
        let way =
            switch rung {
            case "events": "by EventSource"
            case "poll": "by the long poll"
            case "plain": "by asking for the stored answer again and again"
            default: "by another way (\(said(rung)))"
            }
        let isNetwork = ["mute", "stall", "cut", "silence"].contains(last.why ?? "")
        return [
            Finding(
                check: "stepped-down", outcome: isNetwork ? .failure : .warning,
                seen: "The page reads answers \(way), because of: \(said(last.why)).",
                advice: isNetwork
                    ? "Streams do not pass: check the connection in the panel, and see proxy_buffering in docs/operations.md."
                    : "Answers come in larger pieces this way; nothing is lost.")
        ]
    }

    private static func cuts(_ turns: [SupportBundle.Turn]) -> [Finding] {
        let lengths = turns.flatMap { cutAfter($0.traces ?? []) }
        guard let first = lengths.first else { return [] }
        let longest = lengths.max() ?? first
        let isRegular = lengths.count > 1 && lengths.allSatisfy { longest - $0 <= max(1_500, longest / 20) }
        if isRegular, longest >= 3_000 {
            return [
                Finding(
                    check: "cut-by-limit", outcome: .failure,
                    seen: "\(lengths.count) connections were cut, each after about \(time(longest)): that is a limit.",
                    advice: longest <= longestSilence
                        ? "An idle limit or one on whole responses in a proxy. Raise it to 60 s and more; see docs/operations.md."
                        : "A limit on whole responses in a proxy or load balancer. Switch it off for this address; answers "
                            + "go on where they were cut.")
            ]
        }
        return [
            Finding(
                check: "cut", outcome: .warning,
                seen: "\(counted(lengths.count, "connection")) broke, after \(time(first))"
                    + (lengths.count > 1 ? " and others." : "."),
                advice: "A changing or weak network, or a restart. Answers went on where they were cut.")
        ]
    }

    /// How long each connection lived that was cut. In milliseconds.
    private static func cutAfter(_ traces: [SupportBundle.Trace]) -> [Int] {
        var lengths: [Int] = []
        var begun: Int?
        for trace in traces {
            if trace.kind == "attempt" { begun = trace.at }
            guard trace.kind == "cut", let start = begun, let end = trace.at else { continue }
            let (length, isOutOfRange) = end.subtractingReportingOverflow(start)
            if !isOutOfRange, length >= 0 { lengths.append(length) }
            begun = nil
        }
        return lengths
    }

    /// Silences that are longer than a stream ever is.
    private static func silences(_ turns: [SupportBundle.Turn]) -> [Finding] {
        let streamed = turns.filter { turn in
            // A machine that slept or had no network says nothing about what lies in between.
            (turn.rungs ?? []).allSatisfy { ["stream", "events"].contains($0.rung ?? "") }
                && !(turn.traces ?? []).contains { ["slept", "offline"].contains($0.kind ?? "") }
        }
        let stalls = turns.flatMap { $0.traces ?? [] }.count { $0.kind == "stall" }
        let longest = streamed.flatMap { $0.gaps ?? [] }.max() ?? 0
        guard stalls > 0 || longest > longestSilence else { return [] }
        let seen =
            stalls > 0
            ? "\(counted(stalls, "stream")) stalled: no byte came for so long that the page gave it up."
            : "Once no byte came for \(time(longest))."
        return [
            Finding(
                check: "silence", outcome: .failure, seen: seen + " Kaya sends a sign of life after 10 s.",
                advice: "Something holds bytes back or lost the connection: check the connection in the panel; "
                    + "proxy_buffering off in the proxy.")
        ]
    }

    private static func firstBytes(_ turns: [SupportBundle.Turn]) -> [Finding] {
        let late = turns.compactMap(\.firstByteMs).filter { $0 > 2_000 }
        guard let longest = late.max() else { return [] }
        return [
            Finding(
                check: "first-byte", outcome: .warning,
                seen:
                    "The first byte of \(counted(late.count, "answer")) came late, once after \(time(longest)). Kaya sends it "
                    + "at once.",
                advice: "A slow network, a proxy that collects, or a server that is overloaded: compare with the log's "
                    + "http.duration-ms of other requests.")
        ]
    }
}

internal import Diagnostics

extension BundleDiagnosis {
    /// What the connection check found.
    static func check(_ check: SupportBundle.ConnectionCheck?) -> [Finding] {
        (check?.findings ?? []).compactMap(finding)
    }

    private static let passing =
        "In the proxy in front of Kaya: proxy_buffering off, or let it obey X-Accel-Buffering: no, which Kaya sends; "
        + "see docs/operations.md. If it is the person's own proxy or virus scanner, let it pass text/event-stream. "
        + "Answers arrive meanwhile by the long poll."
    private static let limit =
        "Raise the limit on whole responses in the proxy or load balancer, or switch it off for this address. Answers go on where "
        + "they were cut."

    private static func finding(_ found: SupportBundle.CheckFinding) -> Finding? {
        holding(found) ?? cutting(found) ?? passing(found)
    }

    /// What holds text back, or keeps it out.
    private static func holding(_ found: SupportBundle.CheckFinding) -> Finding? {
        switch found.code {
        case "unreachable":
            failure(
                "unreachable", "Kaya could not be reached from this browser.",
                "Does it run, and does its name resolve there? A firewall or a proxy may refuse it: open /healthz in that browser."
            )
        case "refused":
            failure("refused", "The check was refused with status \(found.count ?? 0).", refusal(found.count ?? 0))
        case "mute":
            failure("mute", "A stream was opened, and for \(time(found.ms)) not a byte of it came.", passing)
        case "buffers-whole":
            failure(
                "buffers-whole", "Something collects the whole stream; text came up to \(time(found.ms)) late.", passing
            )
        case "buffers-blocks":
            failure(
                "buffers-blocks",
                "Something collects text and passes it on in blocks"
                    + (found.bytes.map { " of about \($0) bytes" } ?? "")
                    + (found.ms.map { ", up to \(time($0)) late" } ?? "") + ".", passing)
        case "compresses":
            failure(
                "compresses", "Something compresses the stream (\(said(found.name))), so it may arrive in lumps.",
                "Switch compression of text/event-stream off in the proxy: gzip off in nginx.")
        default: nil
        }
    }

    /// What ends streams.
    private static func cutting(_ found: SupportBundle.CheckFinding) -> Finding? {
        switch found.code {
        case "cuts-after":
            failure("cuts-after", "Streams are cut after \(time(found.ms)), though text is coming.", limit)
        case "idle-limit" where found.ms ?? 0 <= longestSilence:
            failure(
                "idle-limit",
                "A silence of \(time(found.ms)) is cut. Answers are silent for up to 10 s before a sign of life.",
                "Raise the idle limit in the proxy to 60 s (proxy_read_timeout in nginx), or set streams.heartbeat below it."
            )
        case "idle-limit":
            Finding(
                check: "idle-limit", outcome: .ok,
                seen: "A silence of \(time(found.ms)) is cut. No answer is silent for so long.")
        default: nil
        }
    }

    private static func passing(_ found: SupportBundle.CheckFinding) -> Finding? {
        switch found.code {
        case "streams-unsteadily":
            Finding(
                check: "streams-unsteadily", outcome: .warning,
                seen: "Text comes haltingly, once \(time(found.ms)) late.",
                advice: "Mostly this is a mobile network or a busy machine. Nothing is lost by it.")
        case "streams": Finding(check: "streams", outcome: .ok, seen: "Text passes piece by piece.")
        case "keeps-silence":
            Finding(check: "keeps-silence", outcome: .ok, seen: "A silence of \(time(found.ms)) is borne.")
        case "keeps-long": Finding(check: "keeps-long", outcome: .ok, seen: "A stream of \(time(found.ms)) is not cut.")
        case "behind-proxy":
            Finding(check: "behind-proxy", outcome: .ok, seen: "There is a proxy in between (\(said(found.name))).")
        default: nil
        }
    }

    /// The longest silence of an answer, with what a network may add. In milliseconds.
    static let longestSilence = 15_000

    private static func refusal(_ status: Int) -> String {
        switch status {
        case 401, 403: "The person's login has ended, or a proxy wants one of its own: log in again."
        case 404: "The address leads to something else, or to a Kaya without this check: is the proxy's path right?"
        case 429: "This client has too many streams open. If all clients look like one, set trustedProxies."
        case 502, 503, 504: "The proxy does not reach Kaya, or Kaya is restarting: kaya doctor on the server."
        default: "Look for the request in the proxy's log and in Kaya's."
        }
    }

    private static func failure(_ check: String, _ seen: String, _ advice: String) -> Finding {
        Finding(check: check, outcome: .failure, seen: seen, advice: advice)
    }
}

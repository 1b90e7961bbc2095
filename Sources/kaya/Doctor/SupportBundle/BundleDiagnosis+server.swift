internal import Diagnostics
internal import Dialogue

extension BundleDiagnosis {
    /// What the server said of these turns.
    static func server(_ turns: [SupportBundle.Turn]) -> [Finding] {
        problems(turns) + models(turns) + firstTexts(turns)
    }

    private static func problems(_ turns: [SupportBundle.Turn]) -> [Finding] {
        var counts: [String: Int] = [:]
        for code in turns.flatMap({ $0.problems ?? [] }) { counts[code, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { code, count in
            let (outcome, advice) = meaning(of: ProblemCode(rawValue: code), code)
            return Finding(
                check: "problem", outcome: outcome, seen: "\(counted(count, "time")) “\(said(code))” was reported.",
                advice: advice)
        }
    }

    private static func meaning(of problem: ProblemCode?, _ code: String) -> (Finding.Outcome, String) {
        switch problem {
        case .upstreamRateLimited: (.failure, "The model's quota is used up: raise it, or add a second model server.")
        case .upstreamTimeout, .upstreamCut, .upstreamTruncated, .upstreamEmpty, .upstreamMalformed, .upstreamError,
            .breakerOpen:
            (.failure, "The model server fails: kaya doctor on the server, and the model server's own log.")
        case .storageUnavailable: (.failure, "The data folder cannot be written to: is the disk full? kaya doctor.")
        case .overloaded: (.failure, "More is asked than the server takes: turns.maximumRunning, more capacity.")
        case .producerLost, .draining: (.warning, "The server was restarted at that time.")
        case .streamLost, .streamExpired:
            (.warning, "The answer was no longer there: asked too long ago, or the server was restarted.")
        case .rateLimited:
            (.warning, "Too much from one client. If all clients look like one, set trustedProxies.")
        case .unauthorized, .forbidden:
            (.warning, "The login had ended, or a page of another origin asked: log in again.")
        case .tooLarge, .invalidField, .badRequest, .unsupportedMediaType, .notFound, .methodNotAllowed,
            .duplicateRequest:
            (.failure, "The page sent what the server does not take: report it with this bundle.")
        case .contentFiltered, .answerTooLong: (.warning, "The answer's own nature; nothing is broken.")
        case .internal: (.failure, "A fault of Kaya's: find the turn's id in the log, and report it with this bundle.")
        case nil where code == "offline": (.warning, "There was no network at that time.")
        case nil:
            (.failure, "Something in between answered in Kaya's place: is there a login page or a filter on the way?")
        }
    }

    /// Attempts and models that failed before the text, as the server's traces tell.
    private static func models(_ turns: [SupportBundle.Turn]) -> [Finding] {
        let traces = turns.flatMap { $0.traces ?? [] }
        let failed = traces.filter { $0.type == "trace.retrying" || $0.type == "trace.passed-over" }
        guard let first = failed.first else { return [] }
        let passedOver = failed.count { $0.type == "trace.passed-over" }
        return [
            Finding(
                check: "model-attempts", outcome: .warning,
                seen:
                    "The model failed \(counted(failed.count - passedOver, "time")) before an answer began and was given up "
                    + "\(counted(passedOver, "time")), first with: \(said(first.detail?.code)).",
                advice:
                    "kaya_model_completions_total and kaya_model_breaker_state in the metrics; kaya doctor on the server."
            )
        ]
    }

    /// Where the time before the first word went.
    private static func firstTexts(_ turns: [SupportBundle.Turn]) -> [Finding] {
        guard let slowest = turns.max(by: { $0.firstTextMs ?? 0 < $1.firstTextMs ?? 0 }), let ms = slowest.firstTextMs,
            ms > 8_000
        else { return [] }
        let retrieval = slowest.traces?.first { $0.type == "trace.retrieved" }?.detail?.ms
        let isRetrieval = retrieval.map { $0 > ms / 2 } ?? false
        return [
            Finding(
                check: "first-text", outcome: .warning,
                seen: "The first word of an answer came after \(time(ms))"
                    + (retrieval.map { ", of which looking things up took \(time($0))." } ?? "."),
                advice: isRetrieval
                    ? "The index is slow: is its disk busy, or very full?"
                    : "Mostly the model: a smaller one, a shorter prompt or more capacity. kaya doctor measures its first word."
            )
        ]
    }
}

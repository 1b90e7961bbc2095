import Archive
import Dialogue
import Foundation

/// How a turn ended, as the JSON that is stored. Members may be added, never changed.
struct StoredEnding: Codable {
    var finish: Finish?
    var usage: TokenUsage?
    /// Milliseconds since 1970.
    var cachedAt: Int64?
    var problem: String?
    var retryAfter: Int?
    var field: String?
    var detail: String?

    init(_ result: TurnResult) {
        finish = result.finish
        usage = result.usage
        cachedAt = result.cachedAt?.milliseconds
    }

    init(_ failure: Problem) {
        problem = failure.code.rawValue
        retryAfter = failure.retryAfter
        field = failure.field
        detail = failure.detail
    }

    /// The state of a turn that ended so, with this text.
    func state(text: String) -> StoredTurn.State {
        if let problem {
            // A code that this version has no word for was written by a newer one.
            let code = ProblemCode(rawValue: problem) ?? .internal
            return .failed(
                Problem(code, retryAfter: retryAfter, field: field, detail: detail), partialText: text)
        }
        return .finished(
            TurnResult(
                finish: finish ?? .other, fullText: text, usage: usage,
                cachedAt: cachedAt.map { Timestamp(milliseconds: $0) }))
    }
}

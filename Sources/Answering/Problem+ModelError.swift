internal import Dialogue
internal import LanguageModels

extension Problem {
    /// What a model's failure is for the person who asked. The upstream's own words stay behind.
    init(_ error: ModelError) {
        let wait = error.retryAfter.map { Int($0.components.seconds) + ($0.components.attoseconds > 0 ? 1 : 0) }
        switch error.code {
        case .rateLimited: self.init(.upstreamRateLimited, retryAfter: wait ?? 10)
        case .timeout: self.init(.upstreamTimeout, detail: error.clock?.rawValue)
        case .cut: self.init(.upstreamCut)
        case .truncated: self.init(.upstreamTruncated)
        case .empty: self.init(.upstreamEmpty)
        case .malformed: self.init(.upstreamMalformed)
        case .unreachable, .serverError, .misconfigured, .rejected: self.init(.upstreamError)
        case .contentFiltered: self.init(.contentFiltered)
        case .breakerOpen: self.init(.breakerOpen, retryAfter: wait ?? 10)
        case .tooLong: self.init(.answerTooLong)
        }
    }
}

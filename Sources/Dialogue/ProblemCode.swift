/// The closed set of problems; each is described at `docs/protocol.md#problems`.
public enum ProblemCode: String, Hashable, Sendable, Codable, CaseIterable {
    // Before a stream
    case badRequest = "bad-request"
    case unauthorized = "unauthorized"
    case forbidden = "forbidden"
    case notFound = "not-found"
    case methodNotAllowed = "method-not-allowed"
    case duplicateRequest = "duplicate-request"
    case streamExpired = "stream-expired"
    case tooLarge = "too-large"
    case unsupportedMediaType = "unsupported-media-type"
    case invalidField = "invalid-field"
    case rateLimited = "rate-limited"
    case breakerOpen = "breaker-open"
    case overloaded = "overloaded"
    case draining = "draining"
    case storageUnavailable = "storage-unavailable"
    // In a stream
    case upstreamRateLimited = "upstream-rate-limited"
    case upstreamTimeout = "upstream-timeout"
    case upstreamCut = "upstream-cut"
    case upstreamTruncated = "upstream-truncated"
    case upstreamEmpty = "upstream-empty"
    case upstreamMalformed = "upstream-malformed"
    case upstreamError = "upstream-error"
    case contentFiltered = "content-filtered"
    case producerLost = "producer-lost"
    case streamLost = "stream-lost"
    case answerTooLong = "answer-too-long"
    case `internal` = "internal"

    /// The HTTP status when it is the answer to a request.
    public var status: Int {
        switch self {
        case .badRequest: 400
        case .unauthorized: 401
        case .forbidden: 403
        case .notFound, .streamLost: 404
        case .methodNotAllowed: 405
        case .duplicateRequest: 409
        case .streamExpired: 410
        case .tooLarge: 413
        case .unsupportedMediaType: 415
        case .invalidField: 422
        case .rateLimited: 429
        case .breakerOpen, .overloaded, .draining, .storageUnavailable, .upstreamRateLimited, .producerLost: 503
        case .upstreamTimeout: 504
        case .upstreamCut, .upstreamTruncated, .upstreamEmpty, .upstreamMalformed, .upstreamError, .contentFiltered,
            .answerTooLong:
            502
        case .internal: 500
        }
    }

    /// Whether the same request may succeed later.
    public var isRetryable: Bool {
        switch self {
        case .rateLimited, .breakerOpen, .overloaded, .draining, .storageUnavailable, .upstreamRateLimited,
            .upstreamTimeout, .upstreamCut,
            .upstreamTruncated, .upstreamEmpty, .upstreamError, .producerLost, .streamLost, .streamExpired, .internal:
            true
        case .badRequest, .unauthorized, .forbidden, .notFound, .methodNotAllowed, .duplicateRequest, .tooLarge,
            .unsupportedMediaType, .invalidField, .upstreamMalformed, .contentFiltered, .answerTooLong:
            false
        }
    }
}

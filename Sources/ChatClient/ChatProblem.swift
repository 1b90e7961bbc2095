public import Dialogue

/// A problem as the server described it (RFC 9457).
public struct ChatProblem: Hashable, Sendable {
    /// The stable code, such as `rate-limited`.
    public var code: String
    /// A few words for people.
    public var title: String
    /// What to do now, for people.
    public var detail: String?
    /// The HTTP status, where it is known.
    public var status: Int?
    /// Whether the same question may be answered later.
    public var isRetryable: Bool
    /// How long the server asks to wait.
    public var retryAfter: Duration?
    /// The name of the request in the server's log.
    public var requestID: String?

    /// A problem made of its parts.
    public init(
        code: String, title: String, detail: String? = nil, status: Int? = nil,
        isRetryable: Bool = false,
        retryAfter: Duration? = nil, requestID: String? = nil
    ) {
        self.code = code
        self.title = title
        self.detail = detail
        self.status = status
        self.isRetryable = isRetryable
        self.retryAfter = retryAfter
        self.requestID = requestID
    }

    /// The code as one that this version knows.
    public var known: ProblemCode? { ProblemCode(rawValue: code) }
}

extension ChatProblem: Decodable {
    private enum CodingKeys: String, CodingKey {
        case code, title, detail, status, retryable, retryAfter, requestId
    }

    /// Reads the members of a problem document; only `code` or `title` must be there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let title = try container.decodeIfPresent(String.self, forKey: .title)
        guard let code = try container.decodeIfPresent(String.self, forKey: .code) ?? title else {
            throw DecodingError.keyNotFound(
                CodingKeys.code,
                .init(codingPath: container.codingPath, debugDescription: "no problem document"))
        }
        self.init(
            code: code, title: title ?? code,
            detail: try container.decodeIfPresent(String.self, forKey: .detail),
            status: try container.decodeIfPresent(Int.self, forKey: .status),
            isRetryable: try container.decodeIfPresent(Bool.self, forKey: .retryable) ?? false,
            retryAfter: try container.decodeIfPresent(Double.self, forKey: .retryAfter).map(
                Duration.seconds(bounded:)),
            requestID: try container.decodeIfPresent(String.self, forKey: .requestId))
    }
}

extension Duration {
    /// A wait somebody else asked for: from nothing to a day, whatever was said.
    static func seconds(bounded seconds: Double) -> Duration {
        .seconds(seconds > 0 ? min(seconds, 86_400) : 0)
    }
}

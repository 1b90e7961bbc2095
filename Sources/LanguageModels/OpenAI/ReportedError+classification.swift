extension ReportedError {
    /// What the report means for the asker, in the order of certainty: named kinds, then the status, then vaguer kinds.
    ///
    /// - Parameter httpStatus: the response's status if it was an error; in a stream the report's own number stands for
    ///   it.
    func kind(httpStatus: Int?) -> (code: ModelError.Code, isRetryable: Bool) {
        let names = [code, type].compactMap { $0?.lowercased() }
        for name in names {
            if let certain = Self.certainKinds[name] { return (certain, certain.isUsuallyRetryable) }
        }
        if let status = httpStatus ?? (status.flatMap { (300..<600).contains($0) ? $0 : nil }) {
            return Self.kind(status: status)
        }
        for name in names {
            if let likely = Self.likelyKinds[name] { return (likely, likely.isUsuallyRetryable) }
        }
        return (.serverError, true)
    }

    /// What an HTTP status means by itself.
    static func kind(status: Int) -> (code: ModelError.Code, isRetryable: Bool) {
        switch status {
        case 429: (.rateLimited, true)
        case 300..<400, 401, 402, 403, 404, 407: (.misconfigured, false)
        case 408, 409, 500...: (.serverError, true)
        default: (.rejected, false)
        }
    }

    /// The error for a report that came in a stream or in a body with status 200.
    var modelError: ModelError {
        let (code, isRetryable) = kind(httpStatus: nil)
        let message = "The model server reported an error" + (names.map { ": \($0)" } ?? ".")
        return ModelError(code, message, isRetryable: isRetryable, upstreamWords: summary)
    }

    /// Code and type where they are names, such as `insufficient_quota`: Latin letters and `_`, at most 64. Sentences,
    /// keys and ids are none.
    var names: String? {
        let names = [code, type].compactMap { $0 }.filter { name in
            (1...64).contains(name.utf8.count)
                && name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x61...0x7A).contains($0 | 0x20) }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    /// Code, type and message on one line, at most 200 characters of the message.
    var summary: String {
        let names = [code, type].compactMap { $0 }.joined(separator: ", ")
        let words = PlainText.firstLine(of: message)
        return names.isEmpty ? words : "\(PlainText.firstLine(of: names)): \(words)"
    }

    private static let certainKinds: [String: ModelError.Code] = [
        "insufficient_quota": .misconfigured,
        "billing_hard_limit_reached": .misconfigured,
        "billing_not_active": .misconfigured,
        "invalid_api_key": .misconfigured,
        "model_not_found": .misconfigured,
        "content_filter": .contentFiltered,
        "content_policy_violation": .contentFiltered,
        "rate_limit_exceeded": .rateLimited,
        "context_length_exceeded": .rejected,
        "exceed_context_size_error": .rejected,
    ]

    private static let likelyKinds: [String: ModelError.Code] = [
        "authentication_error": .misconfigured,
        "permission_error": .misconfigured,
        "not_found_error": .misconfigured,
        "billing_error": .misconfigured,
        "rate_limit_error": .rateLimited,
        "too_many_requests": .rateLimited,
        "toomanyrequests": .rateLimited,
        "resource_exhausted": .rateLimited,
        "invalid_request_error": .rejected,
        "badrequesterror": .rejected,
        "invalid_argument": .rejected,
        "request_too_large": .rejected,
    ]
}

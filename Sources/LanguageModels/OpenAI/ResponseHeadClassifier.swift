/// Judges a response by its status: whether it is an answer, and if not, what kind of failure it is.
///
/// It keeps the first 64 KiB of an error's body and takes from it what the server reports: its names for the failure go
/// into the error's message, at most 200 characters of its words beside it, on one line, with the key masked.
struct ResponseHeadClassifier: Sendable {
    /// How much of an error's body is read.
    static let maximumBodyByteCount = 64 << 10

    private let head: TransportResponseHead
    private let key: Secret?
    private let unixTime: Int
    private var body: [UInt8] = []

    /// - Parameters:
    ///   - key: what must not occur in the error's message.
    ///   - unixTime: the wall clock's seconds since 1970.
    init(_ head: TransportResponseHead, key: Secret?, unixTime: Int) {
        self.head = head
        self.key = key
        self.unixTime = unixTime
    }

    /// Whether a response with this status carries an answer.
    static func isAnswer(_ status: Int) -> Bool { (200..<300).contains(status) }

    /// Whether enough of the body was read.
    var hasEnough: Bool { body.count >= Self.maximumBodyByteCount }

    /// Takes bytes of the body.
    mutating func feed(_ bytes: UnsafeRawBufferPointer) {
        body.append(contentsOf: bytes.prefix(Self.maximumBodyByteCount - body.count))
    }

    /// The failure, from the head and what came of the body.
    func error() -> ModelError {
        let status = head.status
        let advice = RetryAdvice(head, unixTime: unixTime)
        if (300..<400).contains(status) {
            return ModelError(
                .misconfigured, "The model server answered \(status): a redirect, which is not followed.",
                status: status,
                isRetryable: false)
        }
        let reported = isMarkup ? nil : body.withUnsafeBytes { ReportedError(body: $0) }
        let kind = (reported ?? ReportedError(message: "")).kind(httpStatus: status)
        var message = "The model server answered \(status)"
        if let names = reported?.names { message += ": \(names)" }
        if let reset = advice.limitReset { message += " (its limits begin anew in \(reset.components.seconds) s)" }
        return ModelError(
            kind.code, message, status: status, isRetryable: advice.isRetryable ?? kind.isRetryable,
            retryAfter: advice.delay, upstreamWords: words(reported))
    }

    private func words(_ reported: ReportedError?) -> String {
        guard var reported else { return key?.redact(excerpt) ?? excerpt }
        reported.message = key?.redact(reported.message) ?? reported.message
        return key?.redact(reported.summary) ?? reported.summary
    }

    private var isMarkup: Bool {
        head.value(of: "content-type")?.lowercased().contains("html") == true
            || body.first { !BodyFormat.isPreamble($0) } == UInt8(ascii: "<")
    }

    /// The beginning of a body that is no JSON.
    private var excerpt: String {
        let text = String(decoding: body.prefix(4096), as: UTF8.self)
        return isMarkup ? PlainText.firstLine(ofHTML: text) : PlainText.firstLine(of: text)
    }
}

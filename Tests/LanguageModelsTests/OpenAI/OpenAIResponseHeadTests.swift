import Testing

@testable import LanguageModels

@Suite("Judging a response by its status")
struct OpenAIResponseHeadTests {
    @Test(
        "D22: The words of an error are found in every shape, and are not in what is logged",
        arguments: [
            #"{"error":{"message":"the words","type":"t","code":"c"}}"#, #"{"error":"the words"}"#, #""the words""#,
            #"{"detail":"the words"}"#, #"[{"error":{"code":400,"message":"the words","status":"X"}}]"#,
            #"{"message":"the words","code":400}"#, #"{"object":"error","message":"the words"}"#,
            #"{"success":false,"errors":[{"code":7003,"message":"the words"}]}"#, "the words",
            #"{"type":"error","error":{"type":"x","message":"the words"}}"#,
        ])
    func words(_ body: String) {
        let error = error(400, body: body)
        #expect(error.code == .rejected && error.status == 400)
        #expect(error.upstreamWords?.contains("the words") == true && !error.description.contains("words"))
    }

    @Test("D22: A list of what failed validation is summed up")
    func validation() {
        let error = error(422, body: #"{"detail":[{"loc":["body"],"msg":"field required"}]}"#)
        #expect(error.code == .rejected && !error.isRetryable)
        #expect(error.upstreamWords?.contains("validation") == true)
    }

    @Test("D23: Of a page only the first 200 characters of its text are kept, without tags and scripts")
    func page() {
        let page = """
            <html><head><style>b{color:red}</style><script>if (a < b) alert("x")</script></head>
            <body><h1>502 Bad Gateway</h1>\(String(repeating: "<p>nginx</p>", count: 100))
            """
        let error = error(502, [("Content-Type", "text/html")], body: page)
        #expect(error.code == .serverError && error.isRetryable)
        let words = error.upstreamWords ?? ""
        #expect(words.hasPrefix("502 Bad Gateway nginx nginx"))
        #expect(!words.contains("<") && !words.contains("alert") && !words.contains("color"))
        #expect(words.unicodeScalars.count < 240 && !error.description.contains("nginx"))
    }

    @Test("D23: A page is recognised without its content type, and control characters are left out")
    func pageWithoutType() {
        #expect(error(503, body: "\n <p>a</p>").upstreamWords?.contains("<") == false)
        #expect(error(500, body: "a\r\nINFO admin\u{1B}[31m").upstreamWords == "a INFO admin [31m")
    }

    @Test(
        "D25: Retry-After is read in all its forms",
        arguments: [
            (["retry-after-ms": "1500"], 1_500), (["Retry-After": "7"], 7_000), (["retry-after": "0.5"], 500),
            (["retry-after-ms": "250", "Retry-After": "7"], 250), (["retry-after-ms": "x", "Retry-After": "7"], 7_000),
            (["Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"], 10_000),
            (["Retry-After": "Sun, 06 Nov 1994 08:50:37 GMT", "Date": "Sun, 06 Nov 1994 08:50:07 GMT"], 30_000),
            (["Retry-After": "99999999999999999999"], 86_400_000), (["Retry-After": "1e300"], 86_400_000),
        ] as [([String: String], Int)])
    func retryAfter(headers: [String: String], milliseconds: Int) {
        let error = error(429, headers.map { ($0.key, $0.value) })
        #expect(error.code == .rateLimited && error.isRetryable)
        #expect(error.retryAfter == .milliseconds(milliseconds))
    }

    @Test(
        "D25: What is no time to wait is ignored",
        arguments: [
            "0", "-1", "nan", "inf", "", "soon", "0x10", "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sun, 99 Nov 1994 08:49:37 GMT",
        ])
    func unusableRetryAfter(_ value: String) {
        #expect(error(429, [("Retry-After", value)]).retryAfter == nil)
    }

    @Test("D26: No quota is a matter of configuration, too many requests is one of time")
    func quota() {
        let quota =
            #"{"error":{"message":"Quota exceeded","type":"insufficient_quota","code":"insufficient_quota"}}"#
        let rate = #"{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}"#
        #expect(error(429, body: quota).code == .misconfigured && !error(429, body: quota).isRetryable)
        #expect(error(429, body: rate).code == .rateLimited && error(429, body: rate).isRetryable)
    }

    @Test(
        "D27: The reset of a limit is read in three forms",
        arguments: [
            ("6m0s", 360_000), ("1s", 1_000), ("120ms", 120), ("1h2m3.5s", 3_723_500), ("12", 12_000),
            ("1994-11-06T08:49:47Z", 10_000), ("0", nil), ("-1", nil), ("", nil), ("6x", nil), ("1994-11-06", nil),
            ("1994-11-06T08:49:37Z", nil),
        ] as [(String, Int?)])
    func resets(text: String, milliseconds: Int?) {
        #expect(
            RetryAdvice.duration(untilReset: text, now: Self.now) == milliseconds.map { Duration.milliseconds($0) })
    }

    @Test("D27: The reset of a limit is told to the log and is no time to wait")
    func resetInMessage() {
        let error = error(429, [("x-ratelimit-reset-requests", "1s"), ("x-ratelimit-reset-tokens", "6m0s")])
        #expect(error.message.contains("360 s"))
        #expect(error.retryAfter == nil)
    }

    @Test("D28: x-should-retry is obeyed")
    func shouldRetry() {
        #expect(error(500, [("x-should-retry", "false")]).isRetryable == false)
        #expect(error(400, [("X-Should-Retry", "true")]).isRetryable == true)
        #expect(error(500, [("x-should-retry", "maybe")]).isRetryable == true)
    }

    @Test(
        "D28, D29: Without it 408, 409, 429 and 500 upwards may be asked again",
        arguments: [
            (400, ModelError.Code.rejected, false), (401, .misconfigured, false), (402, .misconfigured, false),
            (403, .misconfigured, false), (404, .misconfigured, false), (405, .rejected, false),
            (408, .serverError, true),
            (409, .serverError, true), (413, .rejected, false), (415, .rejected, false), (422, .rejected, false),
            (429, .rateLimited, true), (500, .serverError, true), (502, .serverError, true), (503, .serverError, true),
            (504, .serverError, true), (529, .serverError, true), (199, .rejected, false), (999, .serverError, true),
        ])
    func statuses(status: Int, code: ModelError.Code, isRetryable: Bool) {
        let error = error(status)
        #expect(error.code == code && error.isRetryable == isRetryable && error.status == status)
    }

    @Test("D29: An overloaded server may be asked again")
    func overloaded() {
        let error = error(529, body: #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)
        #expect(error.code == .serverError && error.isRetryable)
    }

    @Test("D30: A redirect is not followed and is a matter of configuration", arguments: [301, 302, 303, 307, 308])
    func redirect(_ status: Int) {
        let error = error(status, [("Location", "https://elsewhere.example/")], body: "<html></html>")
        #expect(error.code == .misconfigured && !error.isRetryable)
        #expect(error.message.contains("redirect") && error.message.contains("not followed"))
    }

    @Test("A filter that refused the question says so")
    func contentFilter() {
        let error = error(400, body: #"{"error":{"message":"filtered","code":"content_filter"}}"#)
        #expect(error.code == .contentFiltered && !error.isRetryable)
    }

    @Test("The key never gets into an error, even when the server repeats it")
    func keyIsMasked() {
        let body =
            #"{"error":{"message":"Incorrect API key provided: sk-secret-0123456789. See sk-secret-0123456789."}}"#
        for status in [400, 401, 500] {
            let error = error(status, body: body)
            #expect(!error.description.contains("0123456789") && error.upstreamWords?.contains("•••") == true)
        }
    }

    @Test(
        "Of what a server names its failure, only what is a name is logged",
        arguments: [
            ("insufficient_quota", true), ("BadRequestError", true), ("sk-secret-0123456789", false),
            ("Wo melde ich mich an?", false), ("", false), (String(repeating: "a", count: 65), false),
        ])
    func names(_ name: String, isLogged: Bool) {
        let error = error(400, body: #"{"error":{"message":"the words","type":"\#(name)"}}"#)
        #expect(error.description.contains(": \(name) (") == isLogged)
        #expect(!error.description.contains("secret") && !error.description.contains("melde"))
    }

    @Test("A long body with a hostile shape does no harm")
    func hostile() {
        #expect(error(500, body: String(repeating: "[", count: 200_000)).code == .serverError)
        #expect(error(500, body: String(repeating: "<script", count: 20_000)).code == .serverError)
        #expect(error(500, body: "{\"error\":{\"code\":\(String(repeating: "9", count: 5_000))}}").code == .serverError)
    }

    private static let now = 784_111_777

    private func error(_ status: Int, _ headers: [(String, String)] = [], body: String = "") -> ModelError {
        let head = TransportResponseHead(status: status, headers: headers.map { (name: $0.0, value: $0.1) })
        var classifier = ResponseHeadClassifier(head, key: Secret("sk-secret-0123456789"), unixTime: Self.now)
        Array(body.utf8).withUnsafeBytes { classifier.feed($0) }
        return classifier.error()
    }
}

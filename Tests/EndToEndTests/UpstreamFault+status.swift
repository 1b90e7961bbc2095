import KayaTesting

extension UpstreamFault {
    /// Responses that are no success.
    static let statuses: [UpstreamFault] =
        [400, 413, 422].map { status in
            UpstreamFault("Status \(status), which no repetition mends", ends: "upstream-error") { _ in refusal(status)
            }
        }
        + [401, 403, 404].map { status in
            UpstreamFault("Status \(status): an operator must act", ends: "upstream-error", passes: false) { _ in
                refusal(status)
            }
        }
        + [500, 502, 503, 504, 529].map { status in
            UpstreamFault("Status \(status) at every attempt", ends: "upstream-error", calls: 2...3) { _ in
                refusal(status)
            }
        }
        + [
            UpstreamFault("Status 429 at every attempt", ends: "upstream-rate-limited", calls: 1...3) { _ in
                refusal(429)
            },
            UpstreamFault(
                "Status 429 that asks for more time than there is", ends: "upstream-rate-limited", passes: false
            ) { _ in
                refusal(429, [("Retry-After", "3600")])
            },
            UpstreamFault("Status 429 for a second, then an answer", ends: "stop", text: "Guten Tag", calls: 2...2) {
                attempt in
                attempt == 1 ? refusal(429, [("Retry-After", "1")]) : ModelAnswer.tokens(["Guten ", "Tag"]).steps
            },
            UpstreamFault("Status 503 once, then an answer", ends: "stop", text: "Guten Tag", calls: 2...2) { attempt in
                attempt == 1 ? refusal(503) : ModelAnswer.tokens(["Guten ", "Tag"]).steps
            },
            UpstreamFault("A status 500 whose body is a page of HTML", ends: "upstream-error", calls: 2...3) { _ in
                ModelAnswer.response(status: 500, contentType: "text/html", body: "<h1>\(words)</h1>").steps
            },
            UpstreamFault(
                "A status 500 whose body never ends", ends: "upstream-error", calls: 1...3, within: .seconds(30)
            ) { _ in
                let head = "HTTP/1.1 500 Status\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                return [.send(head), .repeat([.send(chunk(String(repeating: words, count: 1_000)))], times: nil)]
            },
        ]
        + [301, 302, 307].map { status in
            UpstreamFault(
                "A redirect, \(status), which would carry the key elsewhere", ends: "upstream-error", passes: false
            ) { _ in
                refusal(status, [("Location", "/elsewhere")])
            }
        }

    private static func refusal(_ status: Int, _ headers: [(name: String, value: String)] = []) -> ModelServer.Script {
        ModelAnswer.response(
            status: status, headers: headers, body: #"{"error":{"message":"\#(words)","type":"some_error"}}"#
        ).steps
    }
}

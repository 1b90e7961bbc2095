/// A call with the id of something that may be somebody else's.
struct ForeignCall: Sendable {
    let method: String
    /// Holds `{conversation}` or `{turn}` of somebody else, or `{own}`, a conversation of the caller's.
    let target: String
    var json: String?

    /// Every way to name somebody else's conversation or turn that answers with a problem.
    static let all = [
        ForeignCall(method: "GET", target: "/api/conversations/{conversation}"),
        ForeignCall(method: "PATCH", target: "/api/conversations/{conversation}", json: #"{"title": "x"}"#),
        ForeignCall(method: "DELETE", target: "/api/conversations/{conversation}"),
        ForeignCall(method: "GET", target: "/api/conversations/{conversation}/export"),
        ForeignCall(method: "POST", target: "/api/conversations/{conversation}/turns", json: #"{"q": "x"}"#),
        ForeignCall(method: "POST", target: "/api/conversations/{own}/turns", json: #"{"repeats": "{turn}"}"#),
        ForeignCall(method: "POST", target: "/api/conversations/{own}/turns", json: #"{"continues": "{turn}"}"#),
        ForeignCall(method: "GET", target: "/api/turns/{turn}"),
        ForeignCall(method: "GET", target: "/api/turns/{turn}/events"),
        ForeignCall(method: "GET", target: "/api/turns/{turn}/events?live=poll"),
        ForeignCall(method: "PUT", target: "/api/turns/{turn}/feedback", json: #"{"rating": "up"}"#),
        ForeignCall(method: "DELETE", target: "/api/turns/{turn}/feedback"),
    ]

    /// The operation as an OpenAPI description names it.
    var operation: String { "\(method) \(target.prefix { $0 != "?" })" }

    /// Operations with an id that have a test of their own.
    static let others = [
        // Answers everything with 202: "A stranger cannot stop, read or resume a running answer…"
        "POST /api/turns/{turn}/cancellation",
        // "Keys are shown once, listed without themselves, and revoked by their account alone"
        "DELETE /api/keys/{key}",
        // "A turn of somebody else answers as an unknown one, whatever its number"
        "GET /api/turns/{turn}/sources/{number}",
        // There is one model, and it is everybody's.
        "GET /v1/models/{model}",
    ]
}

internal import HTTPTypes
internal import Logging

/// The fields of a request's log line: method, route, status and time. Never an address, a question or an answer.
///
/// The route is the pattern that matched, not the path that was sent.
enum AccessLog {
    static func metadata(
        _ requestID: String, method: HTTPRequest.Method, route: String?, status: HTTPResponse.Status,
        duration: Duration
    ) -> Logger.Metadata {
        let milliseconds = duration / .milliseconds(1)
        return [
            "request.id": .string(requestID),
            "http.method": .string(method.rawValue),
            "http.route": .string(route ?? "-"),
            "http.status": .stringConvertible(status.code),
            "http.duration-ms": .string(String(Int((milliseconds * 10).rounded())).decimal),
        ]
    }
}

extension String {
    /// Tenths, written with a point.
    fileprivate var decimal: String {
        count < 2 ? "0.\(self)" : "\(dropLast()).\(suffix(1))"
    }
}

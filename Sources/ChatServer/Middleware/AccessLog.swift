internal import HTTPTypes
internal import Hummingbird
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

    /// A response that was written for as long as it took has ended.
    ///
    /// Whoever calls it holds the context until then, and with it the credential: what ends a credential ends only what
    /// holds it.
    static func written(_ message: String, _ context: KayaRequestContext, since start: ContinuousClock.Instant) {
        context.logger.info(
            "\(message)",
            metadata: metadata(
                context.requestID, method: .get, route: context.endpointPath, status: .ok,
                duration: start.duration(to: .now)))
    }
}

extension String {
    /// Tenths, written with a point.
    fileprivate var decimal: String {
        count < 2 ? "0.\(self)" : "\(dropLast()).\(suffix(1))"
    }
}

internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// The fields of a request's log line.
enum AccessLog {
    static func metadata(
        request: Request, route: String?, status: HTTPResponse.Status, duration: Duration
    ) -> Logger.Metadata {
        let milliseconds = duration / .milliseconds(1)
        return [
            "http.method": .string(request.method.rawValue),
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

internal import Diagnostics

/// The HTTP status with which a model server refused, as a metric label.
package enum UpstreamStatus: String, MetricLabel {
    case badRequest = "400"
    case unauthorized = "401"
    case paymentRequired = "402"
    case forbidden = "403"
    case notFound = "404"
    case requestTimeout = "408"
    case conflict = "409"
    case tooLarge = "413"
    case unprocessable = "422"
    case tooManyRequests = "429"
    case internalError = "500"
    case badGateway = "502"
    case unavailable = "503"
    case gatewayTimeout = "504"
    case overloaded = "529"
    case other

    /// The status of that number.
    package init(_ status: Int) {
        self = UpstreamStatus(rawValue: String(status)) ?? .other
    }
}

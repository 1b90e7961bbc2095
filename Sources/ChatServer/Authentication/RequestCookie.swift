internal import HTTPTypes

/// Reads a cookie of a request (RFC 6265 §5.4).
enum RequestCookie {
    /// The value of the first cookie of a name.
    static func value(_ name: String, in headers: HTTPFields) -> String? {
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if parts.count == 2, parts[0].trimmingPrefix(while: { $0 == " " }) == name { return String(parts[1]) }
            }
        }
        return nil
    }
}

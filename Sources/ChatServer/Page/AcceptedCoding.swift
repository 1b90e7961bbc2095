/// Reads an `Accept-Encoding` field (RFC 9110 §12.5.3).
enum AcceptedCoding {
    /// Whether a reader takes gzip.
    static func includesGzip(_ field: String?) -> Bool {
        guard let field else { return false }
        var named: Bool?
        var any = false
        for item in field.prefix(256).lowercased().split(separator: ",") {
            let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            guard let coding = parts.first else { continue }
            let isWanted = !parts.dropFirst().contains { $0.hasPrefix("q=") && (Double($0.dropFirst(2)) ?? 0) == 0 }
            switch coding {
            case "gzip", "x-gzip": named = isWanted
            case "*": any = isWanted
            default: break
            }
        }
        return named ?? any
    }
}

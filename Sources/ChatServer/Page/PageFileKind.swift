/// What kinds of files the page consists of; others are not served.
enum PageFileKind: String, CaseIterable, Sendable {
    case script = ".js"
    case styles = ".css"
    case assembly = ".wasm"
    case drawing = ".svg"
    case types = ".d.ts"

    /// The kind of a file by its name; `nil` for what is not served.
    init?(_ name: String) {
        guard let kind = Self.allCases.first(where: { name.hasSuffix($0.rawValue) }) else { return nil }
        self = kind
    }

    var mediaType: String {
        switch self {
        case .script: "text/javascript; charset=utf-8"
        case .styles: "text/css; charset=utf-8"
        case .assembly: "application/wasm"
        case .drawing: "image/svg+xml"
        case .types: "text/plain; charset=utf-8"
        }
    }
}

/// A document's name, as a link where the public finds it.
struct SourceLink: Sendable {
    private let address: String?
    private let name: String

    init(_ address: String?, name: String) {
        // An address of another kind could run or load something.
        self.address = address.flatMap { address in
            let lower = address.lowercased()
            return lower.hasPrefix("https://") || lower.hasPrefix("http://") ? address : nil
        }
        self.name = name
    }

    var html: HTML {
        guard let address else { return "\(name)" }
        return "<a href=\"\(address)\" rel=\"noopener noreferrer\">\(name)</a>"
    }
}

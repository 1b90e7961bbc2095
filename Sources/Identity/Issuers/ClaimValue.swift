/// A JSON value as far as roles need it: texts, lists of texts, and objects that hold them.
enum ClaimValue: Sendable, Decodable {
    case text(String)
    case list([ClaimValue])
    case object([String: ClaimValue])
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {  // no text: tried as something else
            self = .text(text)
        } else if let list = try? container.decode([ClaimValue].self) {  // no list: tried as an object
            self = .list(list)
        } else if let object = try? container.decode([String: ClaimValue].self) {  // no object: a number or such
            self = .object(object)
        } else {
            self = .other
        }
    }

    /// The texts of a text or a list.
    var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let values): values.flatMap(\.texts)
        case .object, .other: []
        }
    }

    /// The value of a claim, or else of the path that its dots make.
    func value(at path: String) -> ClaimValue? {
        guard case .object(let members) = self else { return nil }
        if let value = members[path] { return value }
        let parts = path.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        return members[String(parts[0])]?.value(at: String(parts[1]))
    }
}

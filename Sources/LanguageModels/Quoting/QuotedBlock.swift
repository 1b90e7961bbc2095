/// A piece of an excerpt that stands together.
enum QuotedBlock: Equatable {
    /// Sentences of one paragraph.
    case paragraph([String])
    /// Items of a list, steps, or rows of a table, with the sentence that leads to them.
    case list(lead: String?, items: [String])

    /// What it looks like in the answer.
    var text: String {
        switch self {
        case .paragraph(let sentences): sentences.joined(separator: " ")
        case .list(let lead, let items):
            (lead.map { $0 + "\n" } ?? "") + items.map { "- " + $0 }.joined(separator: "\n")
        }
    }

    /// The block with as many whole sentences or items as fit, and one at least.
    func shortened(to length: Int) -> QuotedBlock {
        switch self {
        case .paragraph(let sentences): .paragraph(Self.prefix(of: sentences, room: length))
        case .list(let lead, let items):
            .list(lead: lead, items: Self.prefix(of: items, room: length - (lead?.count ?? 0)))
        }
    }

    private static func prefix(of texts: [String], room: Int) -> [String] {
        var room = room
        return Array(
            texts.enumerated().prefix { index, text in
                room -= text.count + 3
                return index == 0 || room >= 0
            }.map(\.element))
    }
}

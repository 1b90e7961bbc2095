internal import Archive
internal import Dialogue

/// A place in the list of conversations as text: `p1763712000000.7Qm2Zr0cT1bYw8KpXe5LdA`, `p` for a pinned one, `n` for
/// any other. It names one of the reader's own conversations and opens nothing.
struct PageCursor: Sendable, CustomStringConvertible {
    let place: ConversationPage.Cursor

    init(_ place: ConversationPage.Cursor) {
        self.place = place
    }

    /// Reads ``description``; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.dropFirst().split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = text.first, "pn".contains(first), parts.count == 2, let milliseconds = Int64(parts[0]),
            let id = ConversationID(parts[1])
        else { return nil }
        place = ConversationPage.Cursor(
            isPinned: first == "p", updatedAt: Timestamp(milliseconds: milliseconds), id: id)
    }

    var description: String {
        "\(place.isPinned ? "p" : "n")\(place.updatedAt.milliseconds).\(place.id)"
    }
}

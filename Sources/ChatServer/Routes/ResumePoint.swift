internal import Dialogue

/// What a `Last-Event-ID` field says.
enum ResumePoint: Hashable, Sendable {
    /// There is none.
    case none
    /// The reader has read everything. 204 makes an `EventSource` stop; a clean end would make it ask again.
    case end
    /// The reader has read up to this event.
    case after(EventID)
    /// No id this server ever gave out.
    case malformed

    init(_ field: String?) {
        guard let field, !field.isEmpty else {
            self = .none
            return
        }
        guard let id = EventID(field) else {
            self = .malformed
            return
        }
        self = id.isEnd ? .end : .after(id)
    }
}

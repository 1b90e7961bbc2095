internal import Synchronization

/// Which model was announced last in a call, so that none is announced twice in a row.
final class Announcement: Sendable {
    private let last = Mutex<ModelIdentity?>(nil)

    /// Whether the identity is another than the last one.
    func isNews(_ identity: ModelIdentity) -> Bool {
        last.withLock { last in
            defer { last = identity }
            return last != identity
        }
    }

    /// Whether the event is anything but the announcement of a model already announced.
    func isNews(_ event: ModelEvent) -> Bool {
        if case .model(let identity) = event { return isNews(identity) }
        return true
    }
}

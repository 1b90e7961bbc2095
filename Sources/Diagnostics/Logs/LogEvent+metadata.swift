internal import Logging

extension LogEvent {
    /// The metadata of handler, provider and event, the later winning, sorted by key.
    func merged(with handler: some LogHandler) -> [(key: String, value: Logger.MetadataValue)] {
        var all = handler.metadata
        if let provided = handler.metadataProvider?.get() { all.merge(provided) { $1 } }
        if let metadata { all.merge(metadata) { $1 } }
        return all.sorted { $0.key < $1.key }
    }
}

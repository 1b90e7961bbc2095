internal import LanguageModels

/// One model server: what is asked of it and how it is reached.
struct ModelServerConfiguration: Sendable, Hashable {
    var model: OpenAICompatibleConfiguration
    var connections: TransportConfiguration
    var transport: TransportSelection.Choice
    /// Whether HTTP/2 may be spoken.
    var allowsHTTP2: Bool
}

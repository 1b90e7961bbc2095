internal import LanguageModels

/// One model server: what is asked of it and how it is reached.
struct ModelServerConfiguration: Sendable, Hashable {
    var model: OpenAICompatibleConfiguration
    var connections: TransportConfiguration
    var transport: TransportSelection.Choice
    /// Whether HTTP/2 may be spoken.
    var allowsHTTP2: Bool

    /// What tells its answers from another model's: where it is, its name there, and what changes how it answers.
    var answersAs: String {
        let url = model.url.transportURL
        let temperature = model.temperature.map { "\($0)" } ?? "-"
        let tokens = model.maximumAnswerTokens.map { "\($0)" } ?? "-"
        return "\(url.host) \(url.port) \(url.target) \(model.identity.model) \(temperature) \(tokens)"
    }
}

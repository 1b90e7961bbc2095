internal import ArgumentParser
internal import AsyncHTTPClient
internal import ChatClient

/// Which Kaya server is asked.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the server is.", valueName: "url"))
    var url = "http://127.0.0.1:8080"

    func validate() throws {
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw ValidationError("--url must begin with http:// or https://")
        }
    }

    /// Lends a client; it gives up soon before an answer has begun, and late once it has.
    func withChat<Value>(_ work: (ChatClient) async throws -> Value) async throws -> Value {
        var configuration = ChatClientConfiguration(url: url)
        configuration.startPatience = .seconds(6)
        return try await HTTPClient.withHTTPClient(configuration: ChatClient.httpConfiguration) { http in
            try await work(ChatClient(configuration, httpClient: http))
        }
    }
}

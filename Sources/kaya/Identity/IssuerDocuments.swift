internal import AsyncHTTPClient
internal import Identity
internal import NIOCore
internal import NIOHTTP1

/// Gets the documents of outside issuers over HTTP, without following redirects. A client of its own for each document:
/// they are fetched once an hour.
struct IssuerDocuments: DocumentFetching {
    /// How long one document may take, from the connection to its last byte.
    var timeout: Duration = .seconds(8)

    func fetch(_ url: String, maximumBytes: Int) async throws -> [UInt8] {
        let limit = TimeAmount(timeout)
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: limit, read: limit))
        configuration.httpVersion = .http1Only
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            var request = HTTPClientRequest(url: url)
            request.headers.add(name: "Accept", value: "application/json")
            let response = try await client.execute(request, timeout: limit)
            guard response.status == .ok else {
                throw IdentityError(.unknown, "\(url) answered with \(response.status.code).")
            }
            let body = try await response.body.collect(upTo: maximumBytes)
            try await client.shutdown()
            return Array(body.readableBytesView)
        } catch {
            // The first error counts.
            try? await client.shutdown()
            throw error
        }
    }
}

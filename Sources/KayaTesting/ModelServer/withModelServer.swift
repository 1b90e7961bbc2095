/// Runs a ``ModelServer`` that answers each request by the steps a closure gives it, while `body` runs.
///
/// Connections are kept alive between requests. After a script has ended, the connection waits for the next request.
@discardableResult
package func withModelServer<Value>(
    tls: ModelServer.TLS? = nil,
    answer: @escaping @Sendable (ModelServer.Request) -> ModelServer.Script,
    _ body: (ModelServer) async throws -> Value
) async throws -> Value {
    try await withModelServer(
        tls: tls, connections: { _ in [.repeat([.expectRequest, .answer(answer)], times: nil)] }, body)
}

/// Runs a ``ModelServer`` whose connections each follow a script from the moment they are accepted, while `body` runs.
///
/// - Parameter connections: Gives the script for a connection, counted from 0. At its end the connection is closed.
@discardableResult
package func withModelServer<Value>(
    tls: ModelServer.TLS? = nil,
    connections: @escaping @Sendable (Int) -> ModelServer.Script,
    _ body: (ModelServer) async throws -> Value
) async throws -> Value {
    let server = try await ModelServer.start(tls: tls, script: connections)
    do {
        let value = try await body(server)
        try await server.stop()
        return value
    } catch {
        try await server.stop()
        throw error
    }
}

/// Carries one streaming HTTP request to a model server and its body back, read by read.
///
/// There are two: one directly on NIO, whose bytes are handed over on the event loop that read them, and one on
/// async-http-client, for HTTP proxies and HTTP/2. Neither follows redirects or decompresses. Neither retries, but for
/// one case: a pooled connection that ends before the first byte of a response is replaced once by a fresh one.
package protocol ModelTransport: Sendable {
    /// Sends `request` and reports what comes back.
    ///
    /// `receive` is called in order, never concurrently, synchronously where the bytes were read. After it answered
    /// ``TransportDirective/stop`` it is not called again: the rest of the body is read away for at most
    /// `TransportRequest.drainTimeout`, so that the connection can be used again, and closed otherwise. After
    /// ``TransportDirective/abandon`` it is not called again either, and the connection is closed at once.
    ///
    /// The request's bytes are let go as soon as the response begins.
    ///
    /// A caller that keeps deadlines looks at its clock when it is told ``TransportEvent/tick``; it needs no timer. If it
    /// knows when it wants to look next, it says so, and an exchange that waits costs next to nothing.
    ///
    /// Returns when the body ended, was stopped or abandoned. Cancelling the task closes the connection at once.
    /// - Throws: ``TransportError``, or `CancellationError`.
    func send(
        _ request: consuming TransportRequest,
        receive: @escaping @Sendable (TransportEvent) -> TransportDirective
    ) async throws
}

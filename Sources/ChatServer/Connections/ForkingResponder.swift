internal import Hummingbird

/// Finds the answer to each request in a child task, whose memory is given back as soon as the answer is known.
///
/// A task keeps the deepest stack it ever had. A connection's task lives as long as the connection, and waits in a
/// shallow place while an answer streams; without this, it would hold for all that time what routing, middleware and
/// accepting the question once needed: more than 10 KiB.
struct ForkingResponder: HTTPResponder {
    let router: RouterResponder<KayaRequestContext>

    func respond(to request: Request, context: KayaRequestContext) async throws -> Response {
        async let response = router.respond(to: request, context: context)
        return try await response
    }
}

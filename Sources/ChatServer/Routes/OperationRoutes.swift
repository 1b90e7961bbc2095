internal import Dialogue
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Turns

/// `/healthz`, `/readyz` and `/metrics`: for those who run the server. Balancers ask the first two by `HEAD`, too.
struct OperationRoutes: Sendable {
    let intake: TurnIntake
    let metricsToken: String?
    /// Writes the metrics as Prometheus text.
    let metricsText: @Sendable () -> String

    func add(to router: Router<KayaRequestContext>) {
        router.get("/healthz") { _, _ in Self.text("ok\n") }
        router.head("/healthz") { _, _ in Self.text("ok\n").createHeadResponse() }
        router.get("/readyz") { _, _ in try readiness() }
        router.head("/readyz") { _, _ in try readiness().createHeadResponse() }
        router.get("/metrics") { request, context in
            guard mayRead(request, context) else { throw Problem(.notFound) }
            return Self.text(metricsText(), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private func readiness() throws -> Response {
        guard !intake.isDraining else { throw Problem(.draining, retryAfter: 5) }
        return Self.text("ready\n")
    }

    private func mayRead(_ request: Request, _ context: KayaRequestContext) -> Bool {
        guard let metricsToken else { return context.client.isLocal }
        return ConstantTime.equal(request.headers[.authorization] ?? "", "Bearer \(metricsToken)")
    }

    private static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

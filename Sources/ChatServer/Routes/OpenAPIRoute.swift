internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// `GET /api/openapi.yaml`: what this server answers to, as an OpenAPI description for programs.
struct OpenAPIRoute: Sendable {
    /// `docs/openapi.yaml`, as it was when this program was built.
    private let document = ByteBuffer(bytes: PackageResources.openapi_yaml)
    private let entityTag = EntityTag(of: PackageResources.openapi_yaml)

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/openapi.yaml") { request, _ in response(to: request) }
    }

    private func response(to request: Request) -> Response {
        // `no-cache`: a copy may be kept, and is asked about each time.
        let headers: HTTPFields = [
            .contentType: "application/yaml", .eTag: entityTag.text, .cacheControl: "no-cache",
            .xContentTypeOptions: "nosniff",
        ]
        guard !entityTag.isNamed(in: request.headers[.ifNoneMatch]) else {
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: document))
    }
}

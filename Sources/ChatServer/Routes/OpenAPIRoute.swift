internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// `GET /api/openapi.yaml`: what this server answers to, as an OpenAPI description for programs.
struct OpenAPIRoute: Sendable {
    /// `docs/openapi.yaml`, as it was when this program was built.
    private let document = ByteBuffer(bytes: PackageResources.openapi_yaml)
    /// Another one for every other document (RFC 9110 §8.8.3).
    private let entityTag: String

    init() {
        let digest = SHA256.hash(data: Data(PackageResources.openapi_yaml)).prefix(16)
        entityTag = "\"" + digest.map { Self.hexadecimal($0 >> 4) + Self.hexadecimal($0 & 15) }.joined() + "\""
    }

    func add(to router: Router<KayaRequestContext>) {
        router.get("/api/openapi.yaml") { request, _ in response(to: request) }
    }

    private func response(to request: Request) -> Response {
        // `no-cache`: a copy may be kept, and is asked about each time.
        let headers: HTTPFields = [
            .contentType: "application/yaml", .eTag: entityTag, .cacheControl: "no-cache",
            .xContentTypeOptions: "nosniff",
        ]
        guard !isAtHand(request.headers[.ifNoneMatch]) else { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: document))
    }

    /// Whether one of the tags that a reader names is this document's, compared weakly (RFC 9110 §13.1.2).
    private func isAtHand(_ tags: String?) -> Bool {
        (tags ?? "").split(separator: ",").contains { tag in
            let tag = tag.trimmingCharacters(in: .whitespaces)
            return tag == "*" || tag == entityTag || tag == "W/" + entityTag
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> String { String(digit, radix: 16) }
}

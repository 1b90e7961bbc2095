internal import Dialogue
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads a bounded body of a known type.
struct RequestBody {
    let limits: ServerLimits

    /// The bytes of the body.
    /// - Throws: ``Problem``: `unsupported-media-type`, `too-large`, `bad-request` for one that does not come in time.
    func read(_ wanted: String, from request: Request) async throws -> ByteBuffer {
        let mediaType = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard mediaType?.trimmingCharacters(in: .whitespaces) == wanted else { throw Problem(.unsupportedMediaType) }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.bodyBytes {
            throw Problem(.tooLarge)
        }
        return try await collect(request)
    }

    private func collect(_ request: Request) async throws -> ByteBuffer {
        let limits = limits
        let body = request.body
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask {
                do {
                    return try await body.collect(upTo: limits.bodyBytes)
                } catch is NIOTooManyBytesError {
                    throw Problem(.tooLarge)
                } catch  where !(error is CancellationError) {
                    // The sender left, or what came is no body of HTTP.
                    throw Problem(.badRequest, detail: "body-broken")
                }
            }
            group.addTask {
                try await Task.sleep(for: limits.bodyTimeout)
                throw Problem(.badRequest, detail: "body-timeout")
            }
            defer { group.cancelAll() }
            guard let buffer = try await group.next() else { throw CancellationError() }
            return buffer
        }
    }
}

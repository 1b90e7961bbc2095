internal import Dialogue
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads a bounded JSON body.
struct JSONBody {
    let limits: ServerLimits

    /// The body as a value.
    /// - Throws: ``Problem``: `unsupported-media-type`, `too-large`, `bad-request` for what is no JSON, `invalid-field`
    ///   naming a field that is missing or of the wrong type.
    func read<Value: Decodable & Sendable>(_ type: Value.Type, from request: Request) async throws -> Value {
        let mediaType = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard mediaType?.trimmingCharacters(in: .whitespaces) == "application/json" else {
            throw Problem(.unsupportedMediaType)
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limits.bodyBytes {
            throw Problem(.tooLarge)
        }
        let buffer = try await collect(request)
        do {
            return try JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(error)
        }
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

extension Problem {
    /// What a decoding error means for the sender.
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(.invalidField, field: Self.path(context.codingPath + [key]))
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self.init(.invalidField, field: Self.path(context.codingPath))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self.init(.invalidField, field: Self.path(context.codingPath))
        default:
            self.init(.badRequest)
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        let path = keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? "body" : path
    }
}

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
        let buffer = try await RequestBody(limits: limits).read("application/json", from: request)
        do {
            return try JSONDecoder().decode(type, from: Data(buffer.readableBytesView))
        } catch let error as DecodingError {
            throw Problem(error)
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

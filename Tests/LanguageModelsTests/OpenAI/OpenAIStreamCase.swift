import Foundation
import KayaTesting

@testable import LanguageModels

/// A case of `Fixtures/model-streams`: what a model server sends, and what must be made of it.
struct OpenAIStreamCase: Decodable, CustomStringConvertible, Sendable {
    let name: String
    let covers: [String]
    let contentType: String?
    let contentEncoding: String?
    let body: [UInt8]
    let text: String
    let finish: String?
    let error: String?
    let usage: Usage?
    let malformed: Int
    let thinking: Bool
    let retryable: Bool?

    var description: String { name }

    static let all = Result { try Fixture.lines(of: folder.appending(path: "cases.jsonl"), as: OpenAIStreamCase.self) }

    static let folder = Fixture.folder.appending(path: "model-streams")

    /// The cases that stand for a number of the list of things model servers do.
    static func covering(_ number: String) throws -> [OpenAIStreamCase] {
        let cases = try all.get().filter { $0.covers.contains(number) }
        guard !cases.isEmpty else { throw CocoaError(.fileReadNoSuchFile) }
        return cases
    }

    var head: TransportResponseHead {
        var headers: [(name: String, value: String)] = []
        if let contentType { headers.append((name: "Content-Type", value: contentType)) }
        if let contentEncoding { headers.append((name: "content-encoding", value: contentEncoding)) }
        return TransportResponseHead(status: 200, headers: headers)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        covers = try container.decode([String].self, forKey: .covers)
        contentType = try container.decodeIfPresent(String.self, forKey: .contentType)
        contentEncoding = try container.decodeIfPresent(String.self, forKey: .contentEncoding)
        if let base64 = try container.decodeIfPresent(Data.self, forKey: .bodyBase64) {
            body = Array(base64)
        } else {
            body = Array(try container.decode(String.self, forKey: .body).utf8)
        }
        text = try container.decode(String.self, forKey: .text)
        finish = try container.decodeIfPresent(String.self, forKey: .finish)
        error = try container.decodeIfPresent(String.self, forKey: .error)
        usage = try container.decodeIfPresent([Int].self, forKey: .usage).map {
            Usage(promptTokens: $0[0], completionTokens: $0[1])
        }
        malformed = try container.decode(Int.self, forKey: .malformed)
        thinking = try container.decode(Bool.self, forKey: .thinking)
        retryable = try container.decodeIfPresent(Bool.self, forKey: .retryable)
    }

    private enum CodingKeys: String, CodingKey {
        case name, covers, contentType, contentEncoding, body, bodyBase64, text, finish, error, usage, malformed
        case thinking, retryable
    }
}

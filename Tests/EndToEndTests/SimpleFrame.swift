import Foundation

/// One event of a stream in the simple dialect.
struct SimpleFrame: Sendable, Equatable {
    /// The JSON of its data.
    struct Content: Decodable, Equatable {
        var text: String?
        var done: Bool?
        var fullText: String?
        var finish: String?
        var error: String?
        var code: String?
        var retryable: Bool?
        var partialText: String?
    }

    var id: String?
    var content: Content

    /// Whether it is the last of its stream.
    var isEnding: Bool { content.done != nil || content.error != nil }

    /// Reads a block of lines; nil for one without data.
    init?(_ block: some StringProtocol) throws {
        var id: String?
        var data: String?
        for line in block.split(separator: "\n") {
            if line.hasPrefix("id: ") { id = String(line.dropFirst(4)) }
            if line.hasPrefix("data: ") { data = String(line.dropFirst(6)) }
        }
        guard let data else { return nil }
        self.id = id
        content = try JSONDecoder().decode(Content.self, from: Data(data.utf8))
    }
}

internal import Dialogue
internal import Foundation
internal import Hummingbird
internal import NIOCore

/// What a form sends (`application/x-www-form-urlencoded`).
struct FormBody: Sendable {
    private let fields: QueryString

    /// - Throws: ``Problem`` for a body of another type, one that is too long, or one that is not UTF-8.
    static func read(_ request: Request, _ limits: ServerLimits) async throws -> FormBody {
        let bytes = try await RequestBody(limits: limits).read("application/x-www-form-urlencoded", from: request)
        return FormBody(fields: try QueryString(String(buffer: bytes)))
    }

    private init(fields: QueryString) {
        self.fields = fields
    }

    /// A form with nothing in it.
    static let empty = FormBody(fields: .empty)

    /// The text of a field; empty where there is none. A form has its line ends as CRLF (HTML, form submission).
    func text(_ name: String) throws(Problem) -> String {
        (try fields.value(name) ?? "").replacing("\r\n", with: "\n")
    }

    /// Whether a field says `true`.
    func flag(_ name: String) throws(Problem) -> Bool { try text(name) == "true" }

    /// The turn that a field names.
    func turn() throws(Problem) -> TurnID {
        guard let turn = TurnID(try text("turn")) else { throw Problem(.notFound) }
        return turn
    }

    /// The conversation to go on with; `nil` where none is named.
    var conversation: ConversationID? {
        // A field that is there twice names none.
        (try? text("conversation")).flatMap { ConversationID($0) }
    }

    /// How the answer is to be written.
    var style: AnswerStyle {
        // A field that is there twice chooses nothing.
        (try? text("style")).flatMap(AnswerStyle.init(rawValue:)) ?? .standard
    }

    /// The language that was chosen on the page.
    var language: Language? {
        // A field that is there twice chooses none.
        (try? text("lang")).flatMap(Language.init(rawValue:))
    }

    /// The name of the request, which a page gives to its form; another one where it is none of ours.
    func requestID() throws(Problem) -> TurnID {
        var generator = SystemRandomNumberGenerator()
        return TurnID(try text("requestId")) ?? .random(using: &generator)
    }
}

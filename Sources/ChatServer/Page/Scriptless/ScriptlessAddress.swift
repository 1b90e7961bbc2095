internal import Dialogue

/// The addresses of the page without script. None of them holds a question.
struct ScriptlessAddress: Sendable {
    /// The language that its reader chose; `nil` follows the browser.
    var chosen: Language?
    /// How answers are to be written.
    var style = AnswerStyle.standard

    /// What each address and each form says, so that it stays chosen.
    var choices: [(name: String, value: String)] {
        (chosen.map { [(name: "lang", value: $0.rawValue)] } ?? [])
            + (style == .standard ? [] : [(name: "style", value: style.rawValue)])
    }

    /// The same in another language.
    func inLanguage(_ language: Language) -> ScriptlessAddress {
        ScriptlessAddress(chosen: language, style: style)
    }

    /// The page on which a conversation begins.
    func start(_ more: [(name: String, value: String)] = []) -> String { address("/", more) }

    /// A conversation.
    ///
    /// - Parameter turn: The turn to show first.
    func conversation(_ id: ConversationID, _ more: [(name: String, value: String)] = [], turn: TurnID? = nil) -> String
    {
        address("/c/\(id)", more) + (turn.map { "#" + Self.anchor($0) } ?? "")
    }

    /// What a turn's place in its page is called.
    static func anchor(_ turn: TurnID) -> String { "turn-\(turn)" }

    private func address(_ path: String, _ more: [(name: String, value: String)]) -> String {
        path + "?"
            + ([(name: "script", value: "none")] + choices + more).map { "\($0.name)=\(Self.escaped($0.value))" }
            .joined(separator: "&")
    }

    /// Every byte that is not unreserved as an escape (RFC 3986 §2.3).
    private static func escaped(_ value: String) -> String {
        value.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default:
                "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}

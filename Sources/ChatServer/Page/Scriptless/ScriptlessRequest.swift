internal import Dialogue
internal import Hummingbird

/// What a request for a page without script says in its address.
struct ScriptlessRequest: Sendable {
    let words: ScriptlessWords
    let address: ScriptlessAddress
    /// Whether the page renews itself while an answer is written.
    let renews: Bool
    private let query: QueryString

    /// - Throws: ``Problem`` with `bad-request` for a query that cannot be read.
    init(_ request: Request, _ context: KayaRequestContext) throws(Problem) {
        query = try QueryString(request.uri.query)
        let chosen = try query.value("lang").flatMap(Language.init(rawValue:))
        let style = try query.value("style").flatMap(AnswerStyle.init(rawValue:))
        address = ScriptlessAddress(chosen: chosen, style: style ?? .standard)
        words = ScriptlessWords(language: chosen ?? context.client.language)
        renews = try query.value("renew") != "off"
    }

    /// What a form says instead of an address: its language, and how answers are to be written.
    init(form: FormBody, _ context: KayaRequestContext) {
        query = .empty
        address = ScriptlessAddress(chosen: form.language, style: form.style)
        words = ScriptlessWords(language: form.language ?? context.client.language)
        renews = false
    }

    func value(_ name: String) throws(Problem) -> String? { try query.value(name) }

    /// The turn that a field names.
    func turn(_ name: String) throws(Problem) -> TurnID? { try query.value(name).flatMap { TurnID($0) } }
}

internal import Archive
internal import Dialogue
internal import Foundation
internal import Hummingbird
internal import Turns

/// Writes the pages without script from what is stored and what runs.
struct ScriptlessPages: Sendable {
    let intake: TurnIntake
    let knowledge: ServedKnowledge
    let marks: LanguageMarks
    let configuration: ChatServerConfiguration
    /// `nil` where no conversations are kept.
    let own: OwnConversations?
    /// `nil` where nobody can log in.
    let authenticator: Authenticator?

    /// Turns on one page; earlier ones are on the next.
    static let turnsPerPage = 20
    private static let conversationsPerPage = 30

    /// What the service is called.
    var name: String { configuration.page?.name ?? "Kaya" }

    /// What did not work, and what was sent.
    struct Mistake: Sendable {
        let problem: Problem
        var text: String?
    }

    // MARK: Where a conversation begins

    func start(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, mistake: Mistake? = nil, isPatient: Bool = true
    ) async throws -> ScriptlessPage {
        if mistake == nil, let page = try accountPage(asked, context) { return page }
        let words = asked.words
        var main: HTML = "<h1>\(words.welcome)</h1>\n"
        var renewal: String?
        if let note = note(mistake ?? context.refusal.map { Mistake(problem: $0) }, words) { main += note }
        if let done = words.done(try asked.value("done")) { main += "<p role=\"status\">\(done)</p>\n" }
        if let login = login(context.refusal, asked, context) { main += login }
        if context.refusal == nil {
            if own == nil {
                main += "<p class=\"quiet\">\(words.notKept)</p>\n"
                let shown = try await passing(asked, context, isPatient: isPatient)
                renewal = shown.flatMap {
                    $0.isRunning ? asked.address.start([("turn", $0.id.description)]) : nil
                }
                main += section(shown, asked, conversation: nil) ?? ""
            }
            main += "<p>\(words.aiNotice)</p>\n"
            main += form(asked, action: "/ask", label: words.question, mistake: mistake)
            main += await examples(asked)
        }
        return page(
            asked, context, title: name, renewal: renewal, main: main, list: try await list(asked, context),
            here: { $0.start() }, withScript: "/")
    }

    /// A turn outside of every conversation, which its address names.
    private func passing(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, isPatient: Bool
    ) async throws -> ShownTurn? {
        guard let id = try asked.turn("turn") else { return nil }
        guard let stored = try await intake.storedEvents(of: id, for: context.owner)?.stored, stored.place == nil
        else { throw Problem(.streamLost) }
        return try await ShownTurns(intake: intake).now([stored], context, isPatient: isPatient).first
    }

    private func examples(_ asked: ScriptlessRequest) async -> HTML {
        let examples = await knowledge.examples(asked.words.language)
        guard !examples.isEmpty else { return "" }
        let forms = examples.map { example in
            let form = PostForm(
                action: "/ask", label: example, fields: fields(asked) + [(name: "q", value: example)])
            return "<li>\(form.html)</li>\n" as HTML
        }
        return "<h2>\(asked.words.examples)</h2>\n<ul class=\"examples\">\n\(forms)</ul>\n"
    }

    // MARK: What all pages have

    /// A page that says why there is no other one.
    ///
    /// - Parameters:
    ///   - text: A question that was sent, to be sent again.
    ///   - action: Where it was sent.
    func refusal(
        _ problem: Problem, _ asked: ScriptlessRequest, _ context: KayaRequestContext, text: String = "",
        action: String = "/ask"
    ) -> ScriptlessPage {
        let words = asked.words
        let sentence: HTML =
            problem.code == .notFound
            ? "<h1>\(words.mistake)</h1>\n<p>\(words.missing)</p>\n"
            : "<h1>\(words.mistake)</h1>\n<p>\(ProblemText(problem, language: words.language).sentence)</p>\n"
        let login = login(problem, asked, context, text: text)
        let again = text.isEmpty ? nil : form(asked, action: action, label: words.question, text: text)
        let back: HTML = "<p><a class=\"button\" href=\"\(asked.address.start())\">\(words.newConversation)</a></p>\n"
        return page(
            asked, context, title: "\(words.mistake) – \(name)", renewal: nil,
            main: sentence + (login ?? "") + (again ?? "") + back, list: nil,
            here: { $0.start() }, withScript: "/")
    }

    func page(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, title: String, renewal: String?, main: HTML,
        list: HTML?,
        here: @escaping @Sendable (ScriptlessAddress) -> String, withScript: String
    ) -> ScriptlessPage {
        var notices = [configuration.notice].compactMap(\.self).map { notice in
            "<p class=\"notice\" data-level=\"\(notice.level.rawValue)\">\(notice.text(in: asked.words.language))</p>\n"
                as HTML
        }
        if intake.isDraining { notices.append("<p class=\"notice\">\(asked.words.draining)</p>\n") }
        let lifetime = own?.policy.lifetime(context.owner?.kind ?? .visitor)
        let kept = lifetime.map { asked.words.kept(Int($0.components.seconds / 86_400)) }
        return ScriptlessPage(
            words: asked.words, address: asked.address, name: name, title: title,
            renewal: asked.renews ? renewal : nil, here: here, withScript: withScript, main: main,
            list: list, kept: kept, account: account(asked, context), notices: notices)
    }

    /// The conversations of whoever asks.
    func list(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, current: ConversationID? = nil
    ) async throws -> HTML? {
        guard let own, context.refusal == nil else { return nil }
        let search = try asked.value("search")?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        let query = ConversationPage.Query(
            search: search.isEmpty ? nil : String(search.prefix(200)),
            isArchived: try asked.value("archived") == "true",
            after: try asked.value("cursor").flatMap { PageCursor($0)?.place }, limit: Self.conversationsPerPage)
        var page = ConversationPage(conversations: [])
        if let owner = context.owner {
            page = try await ArchiveAccess.run { try await own.archive.conversations(of: owner, query) }
        }
        return ConversationNavigation(
            words: asked.words, address: asked.address, marks: marks, page: page, query: query, current: current
        ).html
    }

    func note(_ mistake: Mistake?, _ words: ScriptlessWords) -> HTML? {
        mistake.map {
            MistakeNote(
                words: words, problem: $0.problem, text: $0.text, maximum: configuration.limits.questionCharacters
            ).html
        }
    }

    func form(
        _ asked: ScriptlessRequest, action: String, label: String, mistake: Mistake? = nil, text: String = ""
    ) -> HTML {
        // How the answer is to be written is said by the form's own box.
        AskForm(
            words: asked.words, action: action, label: label, text: mistake?.text ?? text,
            isRefused: mistake != nil, style: asked.address.style, fields: fields(asked).filter { $0.name != "style" }
        ).html
    }

    func section(_ turn: ShownTurn?, _ asked: ScriptlessRequest, conversation: ConversationID?) -> HTML? {
        turn.map {
            TurnSection(
                words: asked.words, address: asked.address, turn: $0, conversation: conversation,
                marks: marks, requestID: Self.newRequestID()
            ).html
        }
    }

    /// What every form that asks sends along.
    private func fields(_ asked: ScriptlessRequest) -> [(name: String, value: String)] {
        [(name: "requestId", value: Self.newRequestID())] + asked.address.choices
    }

    private static func newRequestID() -> String {
        var generator = SystemRandomNumberGenerator()
        return TurnID.random(using: &generator).description
    }
}

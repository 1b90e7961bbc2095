internal import Archive
internal import Dialogue
internal import Hummingbird
internal import Turns

/// `POST /ask` and `POST /c/{conversation}/…`: the forms of the page without script.
///
/// Each does what it says once, however often it is sent, and leads on to a page. What did not work is said there, in
/// words, and the text that was sent stands in its field again.
struct ScriptlessRoutes: Sendable {
    let source: PageSource
    let pages: ScriptlessPages

    /// What a form may do to a conversation.
    enum Action: String, CaseIterable, Sendable {
        case ask
        case stop
        case again
        case goOn = "continue"
        case feedback
        case rename
        case pin
        case archive
        case delete
    }

    func add(to router: Router<KayaRequestContext>) {
        router.post("/ask") { request, context in
            try await answer(request, context) { form, asked in try await ask(form, asked, request, context) }
        }
        router.post("/c/{conversation}/{action}") { request, context in
            try await answer(request, context) { form, asked in try await act(form, asked, context) }
        }
        // Where a browser is sent that is told to load anew what a form led to.
        router.get("/ask") { _, _ in Self.leadOn(to: ScriptlessAddress().start()) }
        router.get("/c/{conversation}/{action}") { _, context in
            guard let id = context.parameters.get("conversation").flatMap({ ConversationID($0) }) else {
                throw Problem(.notFound)
            }
            return Self.leadOn(to: ScriptlessAddress().conversation(id))
        }
    }

    /// Reads a form and does what it says. Nothing is done for a page of somebody else, nor for whoever must log in first.
    private func answer(
        _ request: Request, _ context: KayaRequestContext,
        _ work: (FormBody, ScriptlessRequest) async throws -> Response
    ) async throws -> Response {
        var form = FormBody.empty
        do {
            form = try await FormBody.read(request, pages.configuration.limits)
            try SameOrigin.require(request)
            if let refusal = context.refusal { throw refusal }
            return try await work(form, ScriptlessRequest(form: form, context))
        } catch let problem as Problem {
            let asked = ScriptlessRequest(form: form, context)
            let text = (try? form.text("q")) ?? ""  // A field that is there twice is none.
            return try response(pages.refusal(problem, asked, context, text: text, action: request.uri.path), problem)
        }
    }

    // MARK: Asking where a conversation begins

    private func ask(
        _ form: FormBody, _ asked: ScriptlessRequest, _ request: Request, _ context: KayaRequestContext
    ) async throws -> Response {
        do {
            let question = try question(form)
            let requestID = try form.requestID()
            guard let own = pages.own else { return try await askPassing(question, requestID, asked, context) }
            let (owner, cookie) = own.beginner(request, context, new: VisitorCookie(of: requestID))
            let id = FirstRequest(id: requestID, question: question, owner: owner).conversation
            if try await ArchiveAccess.run({ try await own.archive.conversation(id, of: owner) }) == nil {
                _ = try await own.create(ConversationBody(), id: id, owner: owner, context)
            }
            let place = TurnPlace(owner: owner, conversation: id)
            let turn = try await begin(place, question: question, requestID, asked, context, own)
            var response = Self.leadOn(to: asked.address.conversation(id, turn: turn))
            if let cookie { response.headers[.setCookie] = cookie }
            return response
        } catch let problem as Problem {
            let mistake = ScriptlessPages.Mistake(problem: problem, text: try form.text("q"))
            return try response(try await pages.start(asked, context, mistake: mistake), problem)
        }
    }

    /// Asks where no conversations are kept.
    private func askPassing(
        _ question: String, _ requestID: TurnID, _ asked: ScriptlessRequest, _ context: KayaRequestContext
    ) async throws -> Response {
        let turn = try await pages.intake.accept(
            NewTurn(
                question: question, visitor: context.client.visitor, client: context.client.networkKey,
                requestID: requestID.description,
                language: asked.words.language, style: asked.address.style)
        ).turn
        return Self.leadOn(to: asked.address.start([("turn", turn.id.description)]))
    }

    // MARK: What is done to a conversation

    private func act(
        _ form: FormBody, _ asked: ScriptlessRequest, _ context: KayaRequestContext
    ) async throws -> Response {
        guard let own = pages.own, let action = context.parameters.get("action").flatMap({ Action(rawValue: $0) })
        else { throw Problem(.notFound) }
        do {
            return try await perform(action, form, asked, context, own)
        } catch let problem as Problem where problem.code != .notFound {
            let text = action == .ask ? try form.text("q") : nil
            let mistake = ScriptlessPages.Mistake(problem: problem, text: text)
            return try response(try await pages.conversation(asked, context, mistake: mistake), problem)
        }
    }

    private func perform(
        _ action: Action, _ form: FormBody, _ asked: ScriptlessRequest, _ context: KayaRequestContext,
        _ own: OwnConversations
    ) async throws -> Response {
        let (id, owner) = try context.conversation()
        var turn: TurnID?
        switch action {
        case .ask:
            turn = try await begin(nil, question: try question(form), form, asked, context, own)
        case .again:
            turn = try await begin(.repeats(try form.turn()), question: nil, form, asked, context, own)
        case .goOn:
            turn = try await begin(.continues(try form.turn()), question: nil, form, asked, context, own)
        case .stop:
            turn = try form.turn()
            pages.intake.stop(try form.turn(), by: context.client.visitor, owner: owner)
        case .feedback:
            turn = try form.turn()
            try await asking(own).rate(try form.turn(), of: owner, try Self.feedback(form))
        case .rename:
            _ = try await own.change(ConversationBody(title: try form.text("title")), context)
        case .pin:
            _ = try await own.change(ConversationBody(pinned: try form.flag("pinned")), context)
        case .archive:
            _ = try await own.change(ConversationBody(archived: try form.flag("archived")), context)
        case .delete:
            try await own.delete(context)
            return Self.leadOn(to: asked.address.start([("done", "deleted")]))
        }
        return Self.leadOn(to: asked.address.conversation(id, turn: turn))
    }

    /// Begins a turn in the conversation that the path names.
    private func begin(
        _ relation: TurnRelation?, question: String?, _ form: FormBody, _ asked: ScriptlessRequest,
        _ context: KayaRequestContext, _ own: OwnConversations
    ) async throws -> TurnID {
        let (id, owner) = try context.conversation()
        let place = TurnPlace(owner: owner, conversation: id, relation: relation)
        return try await begin(place, question: question, try form.requestID(), asked, context, own)
    }

    /// Begins a turn, or finds the one that the same form began. A form that is sent again with another question, because
    /// somebody went back to it, asks that one too.
    private func begin(
        _ place: TurnPlace, question: String?, _ requestID: TurnID, _ asked: ScriptlessRequest,
        _ context: KayaRequestContext, _ own: OwnConversations
    ) async throws -> TurnID {
        func draft(_ requestID: TurnID) -> TurnDraft {
            TurnDraft(
                place: place, question: question, client: context.client.networkKey, requestID: requestID.description,
                language: asked.words.language,
                style: asked.address.style, isTraced: false)
        }
        do {
            return try await asking(own).begin(draft(requestID)).id
        } catch let problem as Problem where problem.code == .duplicateRequest {
            let bits = FirstRequest.bits("kaya next request \(requestID) \(place.conversation) \(question ?? "")")
            return try await asking(own).begin(draft(TurnID(high: bits.high, low: bits.low))).id
        }
    }

    private func asking(_ own: OwnConversations) -> ConversationIntake {
        ConversationIntake(archive: own.archive, intake: pages.intake, limits: own.limits)
    }

    private func question(_ form: FormBody) throws(Problem) -> String {
        try QuestionRules(limits: pages.configuration.limits).check(try form.text("q"), field: "q")
    }

    private static func feedback(_ form: FormBody) throws(Problem) -> Feedback? {
        let rating = try form.text("rating")
        guard rating != "none" else { return nil }
        guard let rating = Feedback.Rating(rawValue: rating) else { throw Problem(.invalidField, field: "rating") }
        let comment = try form.text("comment")
        return Feedback(
            rating: rating, reason: Feedback.Reason(rawValue: try form.text("reason")),
            comment: comment.isEmpty ? nil : comment)
    }

    // MARK: Responses

    static func leadOn(to address: String) -> Response {
        Response(
            status: .seeOther,
            headers: [.location: address, .cacheControl: "no-store", .referrerPolicy: "same-origin"])
    }

    private func response(_ page: ScriptlessPage, _ problem: Problem) throws -> Response {
        page.response(try source.assets(), problem)
    }
}

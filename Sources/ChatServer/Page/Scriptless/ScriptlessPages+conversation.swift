internal import Archive
internal import Dialogue
internal import Hummingbird
internal import Turns

/// The pages about one conversation.
extension ScriptlessPages {
    /// The conversation that the path names, or what its address asks about it.
    /// - Throws: ``Problem`` with `not-found`; those of the archive.
    func conversation(
        _ asked: ScriptlessRequest, _ context: KayaRequestContext, mistake: Mistake? = nil, isPatient: Bool = true
    ) async throws -> ScriptlessPage {
        guard let own else { throw Problem(.notFound) }
        if let refusal = context.refusal { throw refusal }
        let before = mistake == nil ? try asked.turn("before") : nil
        let (conversation, stored) = try await own.kept(context, before: before, limit: Self.turnsPerPage + 1)
        let turns = try await ShownTurns(intake: intake).now(
            stored.suffix(Self.turnsPerPage), context, isPatient: isPatient)
        let title = conversation.title.isEmpty ? asked.words.untitled : conversation.title
        let settings = ConversationSettings(
            words: asked.words, address: asked.address, marks: marks, conversation: conversation,
            deadline: own.policy.deadline(of: conversation))
        let id = conversation.id
        let isRunning = turns.contains(where: \.isRunning)
        var main: HTML
        var renews = isRunning
        if mistake == nil, try asked.value("delete") == "ask" {
            (main, renews) = (settings.deletion, false)
        } else if mistake == nil, let turn = try asked.turn("turn"), let number = try asked.value("source") {
            main = try await passage(turn, number, asked, context, in: id)
            renews = false
        } else {
            main = "<h1>\(marks.title(of: conversation, asked.words))</h1>\n"
            main += note(mistake, asked.words) ?? ""
            if stored.count > turns.count, let first = turns.first {
                let earlier = asked.address.conversation(id, [("before", first.id.description)])
                main += "<p><a href=\"\(earlier)\">\(asked.words.earlier)</a></p>\n"
            }
            for turn in turns { main += section(turn, asked, conversation: id) ?? "" }
            if before != nil {
                main += "<p><a href=\"\(asked.address.conversation(id))\">\(asked.words.latest)</a></p>\n"
                renews = false
            } else {
                main += try next(turns, asked, mistake: mistake, in: id)
            }
            main += settings.html
        }
        return page(
            asked, context, title: "\(title) – \(name)", renewal: renews ? asked.address.conversation(id) : nil,
            main: main,
            list: try await list(asked, context, current: id), here: { $0.conversation(id) }, withScript: "/c/\(id)")
    }

    /// What can be asked now: the next question, or, while an answer is written that the page renews itself for, none,
    /// because a page that renews itself forgets what is typed.
    private func next(
        _ turns: [ShownTurn], _ asked: ScriptlessRequest, mistake: Mistake?, in id: ConversationID
    ) throws(Problem) -> HTML {
        let words = asked.words
        if turns.contains(where: \.isRunning), mistake == nil {
            let again = asked.address.conversation(id, asked.renews ? [("renew", "off")] : [], turn: turns.last?.id)
            // Without a place in the page: a link to another place of the same page loads nothing.
            let now = asked.address.conversation(id, asked.renews ? [] : [("renew", "off")])
            let reload: HTML = "<p><a class=\"button\" href=\"\(now)\">\(words.reload)</a></p>\n"
            guard asked.renews else {
                return reload + "<p><a href=\"\(again)\">\(words.doReload)</a></p>\n"
                    + form(asked, action: "/c/\(id)/ask", label: words.nextQuestion)
            }
            return reload + """
                <p class="quiet">\(words.reloads) \(words.waitToAsk) <a href="\(again)">\(words.doNotReload)</a></p>

                """
        }
        let edited = try asked.turn("edit").flatMap { id in turns.first { $0.id == id } }
        return form(
            asked, action: "/c/\(id)/ask", label: edited == nil ? words.nextQuestion : words.editing, mistake: mistake,
            text: edited?.question ?? "")
    }

    /// What a cited document says at the place that was cited.
    private func passage(
        _ turn: TurnID, _ number: String, _ asked: ScriptlessRequest, _ context: KayaRequestContext,
        in id: ConversationID
    ) async throws -> HTML {
        let found = try await TurnLookup(intake: intake, owner: context.owner).find(turn)
        guard let source = found.sources.first(where: { "\($0.number)" == number }) else { throw Problem(.notFound) }
        let words = asked.words
        let back: HTML = """
            <p><a class="button" href="\(asked.address.conversation(id, turn: turn))">\(words.back)</a></p>

            """
        let head: HTML = "<h1>\(words.source(source.number)): \(source.title)</h1>\n"
        guard let passage = try await knowledge.passage(source) else {
            return head + "<p>\(words.passageGone)</p>\n" + back
        }
        let language: HTML? = passage.language.map { " lang=\"\($0)\"" }
        let heading: HTML? = passage.heading.isEmpty ? nil : "<h2>\(passage.heading)</h2>\n"
        let valid: HTML? = passage.validFrom.map { "<p class=\"quiet\">\(words.validFrom(words.day($0)))</p>\n" }
        let more: HTML? = passage.isShortened ? "<p class=\"quiet\">\(words.shortened)</p>\n" : nil
        let link: HTML? =
            passage.url == nil ? nil : "<p>\(SourceLink(passage.url, name: words.openDocument).html)</p>\n"
        return head + """
            <div\(language)>
            \(heading)<p class="words">\(passage.text)</p>
            </div>
            \(more)\(valid)\(link)
            """ + back
    }
}

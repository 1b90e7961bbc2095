internal import Archive
internal import Dialogue

/// A turn on the page without script: question, sources, answer, how it stands, and what can be done about it.
struct TurnSection: Sendable {
    let words: ScriptlessWords
    let address: ScriptlessAddress
    let turn: ShownTurn
    /// Where it is kept; a turn outside of every conversation can be read, and no more.
    let conversation: ConversationID?
    let marks: LanguageMarks
    /// Names the next request, so that a button that is pressed twice asks once.
    let requestID: String

    var html: HTML {
        let relation: HTML? = words.relation(turn.relation).map { "<p class=\"quiet\">\($0)</p>\n" }
        return """
            <section class="turn" id="\(ScriptlessAddress.anchor(turn.id))">
            <h2 class="words"><span class="for-ears">\(words.asked) </span>\(heading)</h2>
            \(short.map { _ in "<p class=\"words\"\(marks.attribute(of: turn.question))>\(turn.question)</p>\n" as HTML })\(relation)\(sources)<h3>\(words.answer)</h3>
            \(notices)\(standing)\(answer)\(ending)\(actions)</section>

            """
    }

    /// The heading of a question that is too long for one.
    private var short: String? {
        turn.question.count > Self.longestHeading ? ConversationTitle.words(of: turn.question) : nil
    }

    private static let longestHeading = 200

    private var heading: HTML {
        marks.marked(short ?? turn.question)
    }

    private var answer: HTML? {
        guard !turn.text.isEmpty else { return nil }
        // A wide table is scrolled by itself, also by keyboard. No text can say `<table>`: it is escaped.
        let around: HTML = "<div class=\"table-view\" role=\"group\" tabindex=\"0\" aria-label=\"\(words.table)\">"
        let text = AnswerHTML(turn.text).text
            .replacing("<table>", with: around.text + "<table>").replacing("</table>", with: "</table></div>")
        return "<div class=\"answer-text\"\(marks.attribute(of: turn.text))>\n\(HTML(written: text))</div>\n"
    }

    private var notices: [HTML] {
        let cached: HTML? =
            if case .finished(let result) = turn.state, let moment = result.cachedAt {
                "<p class=\"quiet\">\(words.cached(words.moment(moment)))</p>\n"
            } else {
                nil
            }
        return turn.notices.map { notice in
            "<p class=\"quiet\">\(words.notice) \(NoticeText(notice, language: words.language).sentence)</p>\n"
        } + [cached].compactMap(\.self)
    }

    private var standing: HTML? {
        guard turn.isRunning else { return nil }
        return """
            <p class="standing" role="status">\(words.phase(turn.phase)) \(words.asked(words.moment(turn.askedAt)))</p>

            """
    }

    private var ending: HTML? {
        words.ending(turn).map { "<p class=\"standing\">\($0)</p>\n" }
    }

    private var sources: HTML? {
        guard !turn.sources.isEmpty else { return nil }
        return """
            <h3>\(words.sources)</h3>
            <ol class="sources">
            \(turn.sources.map(line))</ol>

            """
    }

    private func line(_ source: Source) -> HTML {
        let name = source.heading.isEmpty ? source.title : "\(source.title) – \(source.heading)"
        let valid: HTML? = source.validFrom.map { " <small>\(words.validFrom(words.day($0)))</small>" }
        let read: HTML? = conversation.map { conversation in
            let fields = [(name: "turn", value: turn.id.description), (name: "source", value: "\(source.number)")]
            return """
                 <a class="passage" href="\(address.conversation(conversation, fields))">\(words.read)\
                <span class="for-ears">: \(name)</span></a>
                """
        }
        return """
            <li value="\(source.number)">\(SourceLink(source.url, name: name).html)\(valid)\(read)</li>

            """
    }

    // MARK: What can be done

    private var actions: HTML? {
        guard let conversation else { return nil }
        if turn.isRunning {
            return "<div class=\"actions\">\(form("stop", words.stop, in: conversation))</div>\n"
        }
        let edit = address.conversation(conversation, [("edit", turn.id.description)]) + "#ask"
        let goOn: HTML? = turn.canGoOn ? form("continue", words.goOn, in: conversation) : nil
        return """
            <div class="actions">
            \(goOn)\(form("again", words.again, in: conversation))\
            <a class="button" href="\(edit)">\(words.edit)</a>
            </div>
            \(FeedbackForm(words: words, fields: fields, action: action("feedback", conversation), turn: turn).html)
            """
    }

    private var fields: [(name: String, value: String)] {
        var fields = [(name: "turn", value: turn.id.description)]
        fields += address.choices
        return fields
    }

    private func action(_ name: String, _ conversation: ConversationID) -> String { "/c/\(conversation)/\(name)" }

    private func form(_ name: String, _ label: String, in conversation: ConversationID) -> HTML {
        PostForm(
            action: action(name, conversation), label: label, fields: fields + [(name: "requestId", value: requestID)]
        ).html
    }
}

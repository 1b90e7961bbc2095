internal import Archive
internal import Dialogue

/// A conversation as a page to print. Answers are formatted; whatever anybody wrote, nothing in it runs or is loaded.
struct HTMLTranscript: Sendable {
    let text: String

    init(_ export: ConversationExport) {
        let words = TranscriptWords(language: export.language)
        let title = HTML.escaped(export.conversation.title.isEmpty ? words.untitled : export.conversation.title)
        var html = """
            <!doctype html>
            <html lang="\(export.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(title)</h1>

            """
        for turn in export.turns { html += Self.section(turn, words, languageAttribute: export.languageAttribute(of:)) }
        text = html + "</body>\n</html>\n"
    }

    private static func section(
        _ turn: StoredTurn, _ words: TranscriptWords, languageAttribute: (String) -> String
    ) -> String {
        let moment = MomentText(turn.askedAt)
        var html = """
            <section>
            <h2>\(words.question) <time datetime="\(moment)">\(moment)</time></h2>
            <p class="words"\(languageAttribute(turn.question))>\(HTML.escaped(turn.question))</p>
            <h3>\(words.answer)</h3>
            <div class="answer"\(languageAttribute(turn.text))>
            \(AnswerHTML(turn.text).text)</div>

            """
        if let remark = words.remark(turn) { html += "<p><em>\(HTML.escaped(remark))</em></p>\n" }
        if !turn.sources.isEmpty {
            html += "<h3>\(words.sources)</h3>\n<ul>\n"
            for source in turn.sources { html += "<li>\(line(source))</li>\n" }
            html += "</ul>\n"
        }
        return html + "</section>\n"
    }

    private static func line(_ source: Source) -> String {
        let name = source.heading.isEmpty ? source.title : "\(source.title) – \(source.heading)"
        return "[\(source.number)] \(HTML.escaped(name))\(source.url.map { " · \(HTML.escaped($0))" } ?? "")"
    }

    private static let style = """
        :root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
        body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
        h1 { font-size: 1.5rem; } h2 { font-size: 1.125rem; } h3 { font-size: 1rem; }
        time { font-weight: normal; opacity: .75; }
        h4, h5, h6 { font-size: 1rem; }
        .words { white-space: pre-wrap; } .words, .answer { overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; padding: .5rem; border: 1px solid; }
        blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid; }
        table { border-collapse: collapse; } th, td { border: 1px solid; padding: .25rem .5rem; }
        section { border-top: 1px solid; padding-top: .5rem; margin-top: 2rem; break-inside: avoid-page; }
        """
}

extension ConversationExport {
    /// Says what language a text is in, which may not be the page's.
    fileprivate func languageAttribute(of text: String) -> String {
        languageOf(text).map { " lang=\"\($0.rawValue)\"" } ?? ""
    }
}

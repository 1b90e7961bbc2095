import Archive
import Dialogue
import Testing

@testable import ChatServer

@Suite("A conversation as a page")
struct HTMLTranscriptTests {
    private static let hostileTexts = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](https://elsewhere.example/pixel.png)",
        "[x](javascript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](java\nscript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)", "<javascript:alert(1)>", "[x](//elsewhere.example)",
        "[x](https://a.example/\"onmouseover=alert(1) \"t\\\" onclick=\\\"alert(1)\")",
        "```\"><script>\n</pre><script>\n```",
        "</div></section></body><iframe src=x>", "<style>@import url(x)</style>",
        "| <b>a</b> |\n| --- |\n| <svg/onload=x> |",
        "[a]: javascript:alert(1) '\"><script>'\n\n[a] ![a]", "<!-- --><?php ?><![CDATA[ ]]>", "\u{0}<\u{0}script>",
        "<meta http-equiv=refresh content=0>", "`<script>` [<img src=x>](https://a.example)",
        "[x](vbscript:x) <base href=x>",
    ]

    /// Every tag that a page may have, with its attributes.
    private static var tags: [Regex<Substring>] {
        [
            /!doctype html|meta charset="utf-8"|meta name="viewport" content="[a-z=1, -]*"|html lang="de"/,
            /\/?(?:html|head|title|style|body|section|h1|h2|h3|ul|ol|li|div|em|strong|del|sup|code|time|p)|\/(?:h4|pre|a|t[hd])/,
            /\/?(?:table|thead|tbody|tr|blockquote)|div class="answer"|p class="words"|time datetime="[0-9TZ:.-]*"/,
            /(?:p|h4|li|th|td) dir="auto"|pre dir="ltr"|code class="language-[^"]*"|sup class="source-mark"|br \//,
            /a href="https?:[^"]*"(?: title="[^"]*")? rel="noopener noreferrer"/,
        ]
    }

    @Test("Nothing that anybody wrote runs, loads anything or leaves its place", arguments: Self.hostileTexts)
    func isInert(_ text: String) throws {
        let page = page(question: text, answer: text, title: text, source: text)
        for tag in page.matches(of: /<([^>]*)>/).map(\.output.1) {
            #expect(Self.tags.contains { tag.wholeMatch(of: $0) != nil }, "\(tag)")
        }
        #expect(page.matches(of: /<section>/).count == 1 && page.matches(of: /<\/div>/).count == 1)
        #expect(page.matches(of: /<meta/).count == 2 && page.matches(of: /<style>/).count == 1)
    }

    @Test("An answer is formatted below its heading, and its marks name the sources")
    func formatted() {
        let page = page(question: "**Was?**", answer: "# Kfz\n\n**37 Euro** [1]\n\n- eins", title: "T", source: "Kfz")
        #expect(page.contains("<p class=\"words\">**Was?**</p>"))
        #expect(page.contains("<h4 dir=\"auto\">Kfz</h4>"))
        #expect(page.contains("<strong>37 Euro</strong> <sup class=\"source-mark\">[1]</sup>"))
        #expect(page.contains("<li>[1] Kfz</li>"))
    }

    @Test("Question and answer are marked with the languages they are in, where these are certain")
    func languages() {
        let page = page(question: "Where?", answer: "Hier und dort.", title: "T", source: "S") { text in
            text.contains("Where") ? .english : text.contains("und") ? .german : nil
        }
        #expect(page.contains("<p class=\"words\" lang=\"en\">Where?</p>"))
        #expect(page.contains("<div class=\"answer\" lang=\"de\">"))
    }

    private func page(
        question: String, answer: String, title: String, source: String,
        languageOf: @escaping @Sendable (String) -> Language? = { _ in nil }
    ) -> String {
        let moment = Timestamp(milliseconds: 0)
        let turn = StoredTurn(
            id: TurnID(high: 1, low: 1), question: question,
            sources: [Source(number: 1, title: source, document: "a.md")],
            state: .finished(TurnResult(finish: .stop, fullText: answer)))
        let conversation = StoredConversation(
            id: ConversationID(high: 1, low: 1), owner: Owner(.visitor, high: 1, low: 1), title: title,
            createdAt: moment,
            updatedAt: moment)
        let export = ConversationExport(
            conversation: conversation, turns: [turn], language: .german, languageOf: languageOf)
        return HTMLTranscript(export).text
    }
}

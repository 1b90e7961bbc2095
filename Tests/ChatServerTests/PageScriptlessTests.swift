import Dialogue
import Foundation
import KayaTesting
import LanguageModels
import LiveStreams
import Testing
import Turns

@testable import ChatServer

@Suite("The page without script", .timeLimit(.minutes(1)))
struct PageScriptlessTests {
    @Test("A question leads to its conversation, which renews itself until the answer is there")
    func asking() async throws {
        try await ScriptlessPeer.run { anna in
            let start = try await anna.get("/?script=none")
            #expect(
                start.head.status == 200 && start.body.contains("<form class=\"ask\" method=\"post\" action=\"/ask\""))
            let answer = try await anna.post(
                "/ask", ["q": "Wer?\r\nUnd wann?", "requestId": start.hidden("requestId") ?? ""])
            let place = try #require(ScriptlessPeer.Place(answer))
            #expect(anna.cookie?.hasPrefix("kaya-visitor=") == true)
            #expect(answer.head["location"]?.contains("Wer") == false)
            let call = await anna.server.model.nextCall()
            call.say("Das ist **halb**")
            let running = try await anna.get(place.page).body
            // Without the turn's place in the page, to which a browser would only jump.
            #expect(running.contains("<meta http-equiv=\"refresh\" content=\"2; url=\(place.page)\">"))
            #expect(running.contains("Wer?\nUnd wann?</h2>") && running.contains("<strong>halb</strong>"))
            #expect(running.contains("role=\"status\">Die Antwort wird geschrieben."))
            #expect(running.contains("/stop\"") && !running.contains("name=\"q\""))
            #expect(try await !anna.get(place.page + "&renew=off").body.contains("http-equiv=\"refresh\""))
            call.say(" und ganz.")
            call.finish()
            _ = try await anna.get("/api/turns/\(place.turn)/events")
            let done = try await anna.get(place.page).body
            #expect(done.contains("und ganz.") && !done.contains("http-equiv=\"refresh\""))
            #expect(done.contains("action=\"/c/\(place.conversation)/ask\""))
        }
    }

    @Test("Question, answer and titles are marked with the languages they are in, where these are certain")
    func languages() async throws {
        try await ScriptlessPeer.run { setup in
            setup.languageOf = { $0.contains("Where") ? .english : $0.contains("und") ? .german : nil }
        } _: { anna in
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Where?"])))
            let call = await anna.server.model.nextCall()
            call.say("Hier und dort.")
            call.finish()
            _ = try await anna.get("/api/turns/\(place.turn)/events")
            let page = try await anna.get(place.page).body
            #expect(page.contains("<h1><span lang=\"en\">Where?</span></h1>"))
            #expect(page.contains("<span lang=\"en\">Where?</span></a>"))
            #expect(page.contains("<span lang=\"en\">Where?</span></h2>"))
            #expect(page.contains("<div class=\"answer-text\" lang=\"de\">"))
        }
    }

    @Test("Who wants plain language has it in the answer, and in every form that follows")
    func plainLanguage() async throws {
        try await ScriptlessPeer.run { anna in
            #expect(try await anna.get("/?script=none").body.contains("id=\"style\">"))
            let answer = try await anna.post("/ask", ["q": "Wer?", "style": "plain"])
            let place = try #require(ScriptlessPeer.Place(answer))
            let call = await anna.server.model.nextCall()
            #expect(call.prompt.messages[0].text.contains("einfacher Sprache"))
            call.say("Anna.")
            call.finish()
            _ = try await anna.get("/api/turns/\(place.turn)/events")
            let address = try #require(answer.head["location"]?.split(separator: "#").first)
            #expect(address.hasSuffix("&style=plain"))
            let done = try await anna.get(String(address)).body
            #expect(done.contains("id=\"style\" checked>"))
            #expect(done.contains("<input type=\"hidden\" name=\"style\" value=\"plain\">"))
        }
    }

    @Test("Looking at a page is reading: a running answer is not stopped because nobody holds a connection")
    func readingKeepsTheTurn() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wer?"])))
            let turn = try #require(anna.server.workshop.intake.unendedKeptTurns.first)
            let before = turn.stream.registrationCount
            _ = try await anna.get(place.page)
            #expect(turn.stream.registrationCount > before)
        }
    }

    @Test("The cookie of a first question cannot be made of what is stored of it")
    func firstCookie() async throws {
        let name = TurnID(high: 1, low: 2)
        let secret = VisitorCookie(of: name).field(isSecure: false, lifetime: .seconds(1))
        #expect(secret == VisitorCookie(of: name).field(isSecure: false, lifetime: .seconds(1)))
        let bits = FirstRequest.bits("kaya first visit \(name)")
        #expect(!secret.contains("\(TurnID(high: bits.high, low: bits.low))"))
    }

    @Test(
        "A form that is sent twice asks once, even by somebody without a cookie; with another question it asks that too"
    )
    func sentTwice() async throws {
        try await ScriptlessPeer.run { anna in
            let requestID = try #require(try await anna.get("/?script=none").hidden("requestId"))
            var other = ScriptlessPeer(page: anna.page)
            let first = try #require(
                ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wer?", "requestId": requestID])))
            let second = try #require(
                ScriptlessPeer.Place(try await other.post("/ask", ["q": "Wer?", "requestId": requestID])))
            #expect(first.page == second.page && first.turn == second.turn && anna.cookie == other.cookie)
            await anna.server.modelAnswers("Ich")
            let changed = try #require(
                ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wann?", "requestId": requestID])))
            #expect(changed.conversation != first.conversation)
            let target = "/c/\(first.conversation)/ask"
            let form = ["q": "Wo?", "requestId": requestID]
            let next = try #require(ScriptlessPeer.Place(try await anna.post(target, form)))
            #expect(try #require(ScriptlessPeer.Place(try await anna.post(target, form))).turn == next.turn)
        }
    }

    @Test("An answer can be stopped, gone on with, given again and judged")
    func turnActions() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wer?"])))
            await anna.server.model.nextCall().say("Halb")
            let path = "/c/\(place.conversation)"
            #expect(try await anna.post(path + "/stop", ["turn": place.turn]).head.status == 303)
            _ = try await anna.get("/api/turns/\(place.turn)/events")
            let stopped = try await anna.get(place.page).body
            #expect(stopped.contains("Von Ihnen angehalten. Was bis dahin kam, bleibt stehen."))
            #expect(stopped.contains("\(path)/continue\"") && stopped.contains("\(path)/again\""))
            for (action, words) in [
                ("continue", "Fortsetzung der Antwort"), ("again", "Neue Antwort auf dieselbe Frage"),
            ] {
                let next = try #require(
                    ScriptlessPeer.Place(try await anna.post("\(path)/\(action)", ["turn": place.turn])))
                await anna.server.modelAnswers("Ganz")
                _ = try await anna.get("/api/turns/\(next.turn)/events")
                let page = try await anna.get(place.page).body
                #expect(page.contains(words))
            }
            let opinion = ["turn": place.turn, "rating": "down", "reason": "unclear", "comment": "Zu <kurz>"]
            #expect(try await anna.post(path + "/feedback", opinion).head.status == 303)
            let judged = try await anna.get(place.page).body
            #expect(judged.contains("Sie fanden die Antwort nicht hilfreich. Ist schwer zu verstehen."))
            #expect(judged.contains("Zu &lt;kurz&gt;"))
            _ = try await anna.post(path + "/feedback", ["turn": place.turn, "rating": "none"])
            #expect(try await !anna.get(place.page).body.contains("Sie fanden"))
        }
    }

    @Test("A conversation can be named, pinned, archived, searched for, taken away and, after a question, deleted")
    func conversationActions() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Wer?", answer: "Ich")
            let path = "/c/\(place.conversation)"
            _ = try await anna.post(path + "/rename", ["title": "Mein <Titel>"])
            _ = try await anna.post(path + "/pin", ["pinned": "true"])
            let named = try await anna.get("/?script=none&search=Titel").body
            #expect(named.contains("Mein &lt;Titel&gt;</a> <small>(angeheftet)</small>"))
            #expect(try await anna.get("/?script=none&search=nirgends").body.contains("Nichts gefunden zu „nirgends“."))
            _ = try await anna.post(path + "/archive", ["archived": "true"])
            #expect(try await !anna.get("/?script=none").body.contains("Mein &lt;Titel&gt;"))
            #expect(try await anna.get("/?script=none&archived=true").body.contains("Mein &lt;Titel&gt;"))
            let page = try await anna.get(place.page).body
            #expect(page.contains("export?format=markdown\" download"))
            #expect(page.contains("Diese Unterhaltung wird am "))
            let question = try await anna.get(place.page + "&delete=ask").body
            #expect(question.contains("Diese Unterhaltung löschen?") && question.contains("action=\"\(path)/delete\""))
            let deletion = try await anna.post(path + "/delete", [:])
            #expect(deletion.head["location"] == "/?script=none&done=deleted")
            #expect(try await anna.get(place.page).head.status == 404)
        }
    }

    @Test("An earlier question can be edited: it stands in the field, and not in the address")
    func editing() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Wer & wann?", answer: "Ich")
            let page = try await anna.get(place.page + "&edit=\(place.turn)").body
            #expect(page.contains("required>\nWer &amp; wann?</textarea>"))
        }
    }

    @Test("A table of an answer can be scrolled by keyboard, and nobody can write one into the page")
    func tables() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("<table>", answer: "<table>\n\n| A | B |\n| - | - |\n| 1 | </table> |")
            let page = try await anna.get(place.page).body
            let group = "<div class=\"table-view\" role=\"group\" tabindex=\"0\" aria-label=\"Tabelle\"><table>"
            #expect(page.split(separator: "<table>").count == 2 && page.contains(group))
            #expect(page.split(separator: "</table>").count == 2 && page.contains("</table></div>"))
        }
    }

    @Test("What cannot be asked is said in words, and the text stays in its field")
    func mistakes() async throws {
        try await ScriptlessPeer.run {
            $0.server.limits.questionCharacters = 10
            $0.server.limits.conversationsPerMinute = 1
        } _: { anna in
            let long = try await anna.post("/ask", ["q": "Elf Zeichen & mehr"])
            #expect(long.head.status == 413 && long.head["content-type"] == "text/html; charset=utf-8")
            #expect(long.body.contains("Die Frage hat 18 Zeichen, höchstens 10 sind möglich."))
            #expect(long.body.contains("aria-describedby=\"mistake\">\nElf Zeichen &amp; mehr</textarea>"))
            #expect(long.body.contains("<a href=\"#question\">Zum Eingabefeld</a>"))
            let empty = try await anna.post("/ask", ["q": " \n"])
            #expect(empty.head.status == 422 && empty.body.contains("Schreiben Sie zuerst Ihre Frage."))
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wer?"])))
            let often = try await anna.post("/ask", ["q": "Wann?"])
            #expect(often.head.status == 429 && often.head["retry-after"] != nil)
            #expect(often.body.contains("Zu viele Anfragen") && often.body.contains("Wann?</textarea>"))
            let inside = try await anna.post("/c/\(place.conversation)/ask", ["q": "Elf Zeichen und mehr"])
            #expect(inside.head.status == 413 && inside.body.contains("Elf Zeichen und mehr</textarea>"))
        }
    }

    @Test("What the script's page holds for those without is the same, and renews itself too")
    func insideTheShell() async throws {
        try await ScriptlessPeer.run { anna in
            #expect(try await anna.get("/").body.contains("<noscript>\n<div class=\"scriptless\">"))
            let place = try #require(ScriptlessPeer.Place(try await anna.post("/ask", ["q": "Wer?"])))
            let shell = try await anna.get("/c/\(place.conversation)").body
            #expect(shell.contains("http-equiv=\"refresh\" content=\"2; url=\(place.page)\"></noscript>"))
            #expect(shell.contains("id=\"turn-\(place.turn)\"") && shell.contains("type=\"module\""))
        }
    }

    @Test("The page is called what the operator calls the service")
    func named() async throws {
        try await ScriptlessPeer.run {
            $0.server.page?.name = "Auental <fragt>"
        } _: { anna in
            let start = try await anna.get("/?script=none").body
            #expect(
                start.contains("<title>Auental &lt;fragt&gt;</title>") && start.contains(">Auental &lt;fragt&gt;</a>"))
            #expect(!start.contains("Kaya"))
        }
    }

    @Test("The chosen language stays, in links and in forms, and is the language of the answer's words")
    func language() async throws {
        try await ScriptlessPeer.run { anna in
            let start = try await anna.get("/?script=none&lang=en").body
            #expect(start.contains("<html lang=\"en\">") && start.contains("name=\"lang\" value=\"en\""))
            #expect(start.contains("<a lang=\"de\" hreflang=\"de\" href=\"/?script=none&amp;lang=de\">Deutsch</a>"))
            let answer = try await anna.post("/ask", ["q": "Who?", "lang": "en"])
            #expect(answer.head["location"]?.contains("?script=none&lang=en#") == true)
        }
    }

    @Test("Earlier turns are on earlier pages")
    func earlier() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Frage 0", answer: "Ich")
            for number in 1...20 {
                let form = ["q": "Frage \(number)"]
                let next = try #require(
                    ScriptlessPeer.Place(try await anna.post("/c/\(place.conversation)/ask", form)))
                await anna.server.modelAnswers("Ich")
                _ = try await anna.get("/api/turns/\(next.turn)/events")
            }
            let latest = try await anna.get(place.page).body
            #expect(!latest.contains("Frage 0</h2>") && latest.contains("Frage 20</h2>"))
            let link = try #require(latest.firstMatch(of: /before=([\w-]+)/)?.1)
            let first = try await anna.get(place.page + "&before=\(link)").body
            #expect(first.contains("Frage 0</h2>") && !first.contains("Frage 1</h2>"))
        }
    }

    @Test("Where nothing is kept, a question has a page of its own")
    func nothingKept() async throws {
        try await ScriptlessPeer.run {
            $0.workshop.conversations = nil
        } _: { anna in
            let answer = try await anna.post("/ask", ["q": "Wer?"])
            let target = try #require(answer.head["location"])
            #expect(answer.head["set-cookie"] == nil && target.hasPrefix("/?script=none&turn="))
            await anna.server.modelAnswers("Ich bin es")
            let turn = try #require(target.split(separator: "=").last)
            _ = try await anna.get("/api/turns/\(turn)/events")
            let page = try await anna.get(target).body
            #expect(page.contains("Wer?</h2>") && page.contains("Ich bin es") && page.contains("Hier wird nichts"))
        }
    }
}

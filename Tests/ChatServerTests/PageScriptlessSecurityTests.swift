import Dialogue
import Foundation
import Identity
import KayaTesting
import Testing

@testable import ChatServer

@Suite("The page without script, attacked", .timeLimit(.minutes(1)))
struct PageScriptlessSecurityTests {
    private let script = "<script>alert('1')</script><img src=x onerror=\"alert(2)\"> &lt;"

    @Test("Nothing that anybody wrote becomes markup: questions, answers, titles, comments, searches")
    func markup() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask(script, answer: script + "\n\n[a](javascript:alert(3))")
            let path = "/c/\(place.conversation)"
            _ = try await anna.post(path + "/rename", ["title": script])
            let opinion = ["turn": place.turn, "rating": "down", "comment": script]
            _ = try await anna.post(path + "/feedback", opinion)
            let search = "/?script=none&search=%3Cscript%3E&lang=%22%3E%3Cscript%3E&cursor=%3Cscript%3E"
            let pages = [
                try await anna.get(place.page), try await anna.get(path), try await anna.get(search),
                try await anna.get(place.page + "&delete=ask"), try await anna.get(place.page + "&edit=\(place.turn)"),
                try await anna.post("/ask", ["q": String(repeating: script, count: 200), "lang": script]),
            ]
            for page in pages {
                let body = page.body.replacing(/<script (type="module"|nomodule) src="[\/\w.]+"><\/script>/, with: "")
                #expect(!body.contains("<script") && !body.contains("<img") && !body.contains("javascript:"))
                #expect(!body.contains(" style=") && !body.contains("<style") && !body.contains(" onerror=\""))
                #expect(page.head["content-security-policy"]?.contains("default-src 'none'") == true)
                #expect(page.head["cache-control"] == "no-store")
            }
        }
    }

    @Test("A source's address leads nowhere but to the web")
    func sources() {
        for address in ["javascript:alert(1)", "data:text/html,x", " https://a", "\u{1}javascript:x", "//example.org"] {
            #expect(SourceLink(address, name: "<b>").html.text == "&lt;b&gt;")
        }
        #expect(
            SourceLink("https://example.org/\"><b>", name: "x").html.text
                == "<a href=\"https://example.org/&quot;&gt;&lt;b&gt;\" rel=\"noopener noreferrer\">x</a>")
    }

    @Test("A conversation of somebody else looks like one that does not exist, and nothing can be done to it")
    func foreign() async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Geheim?", answer: "Ja")
            var eve = ScriptlessPeer(page: anna.page)
            _ = try await eve.ask("Wer?", answer: "Ich")
            let unknown = "7Qm2Zr0cT1bYw8KpXe5LdA"
            for target in ["/c/ID?script=none", "/c/ID", "/c/ID?script=none&delete=ask"] {
                let theirs = try await eve.get(target.replacing("ID", with: place.conversation))
                let none = try await eve.get(target.replacing("ID", with: unknown))
                #expect(theirs.head.status == 404 && none.head.status == 404)
                #expect(theirs.body == none.body, "\(target)")
            }
            for action in ["ask", "stop", "again", "continue", "feedback", "rename", "pin", "archive", "delete"] {
                let form = ["q": "x", "turn": place.turn, "title": "x", "rating": "up"]
                let answer = try await eve.post("/c/\(place.conversation)/\(action)", form)
                #expect(answer.head.status == (action == "stop" ? 303 : 404), "\(action)")
            }
            let after = try await anna.get(place.page).body
            #expect(after.contains("Geheim?") && !after.contains("Sie fanden") && !after.contains(">x<"))
            #expect(anna.server.model.callCount == 2)
        }
    }

    @Test(
        "A form of another site does nothing, nor one that does not say where it is",
        arguments: [
            ["Origin": "http://evil.example"], ["Origin": "null"], [:], ["Referer": "http://evil.example/localhost"],
            ["Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"],
            ["Sec-Fetch-Site": "same-site", "Origin": "http://localhost"], ["Sec-Fetch-Site": "none"],
        ])
    func crossSite(_ fields: [String: String]) async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Wer?", answer: "Ich")
            let path = "/c/\(place.conversation)"
            for target in ["/ask", "/erase"] + Self.actions.map({ "\(path)/\($0)" }) {
                let form = ["q": "Wann?", "turn": place.turn, "title": "x", "rating": "up", "archived": "true"]
                let answer = try await anna.post(target, form, fields)
                #expect(answer.head.status == 403, "\(target)")
                #expect(answer.head["set-cookie"] == nil)
            }
            #expect(anna.server.model.callCount == 1)
            let after = try await anna.get(place.page)
            #expect(
                after.head.status == 200 && !after.body.contains("value=\"x\"") && !after.body.contains("Sie fanden"))
        }
    }

    private static let actions = [
        "ask", "stop", "again", "continue", "feedback", "rename", "pin", "archive", "delete",
    ]

    @Test("A form that is wrong is refused wherever it is sent, and changes nothing", arguments: actions + ["/ask"])
    func wrongForms(_ action: String) async throws {
        try await ScriptlessPeer.run { anna in
            let place = try await anna.ask("Wer?", answer: "Ich")
            let target = action == "/ask" ? action : "/c/\(place.conversation)/\(action)"
            let double = ["q", "turn", "title", "pinned", "archived", "rating"].map { "\($0)=a&\($0)=b" }
            for (body, status) in [
                ("x=" + String(repeating: "x", count: 300_000), 413), ("x=%FF", 400),
                (double.joined(separator: "&"), 400),
            ] where action != "delete" || !body.hasPrefix("q=") {
                let fields = [
                    "Origin": "http://localhost", "Content-Type": "application/x-www-form-urlencoded",
                    "Cookie": anna.cookie ?? "",
                ]
                let answer = try await anna.server.answer("POST", target, fields, json: body)
                #expect(answer.head.status == status, "\(body.prefix(20))")
                #expect(answer.head["content-type"]?.hasPrefix("text/html") == true)
                #expect(answer.head["cache-control"] == "no-store")
            }
            let after = try await anna.get(place.page).body
            #expect(!after.contains("Sie fanden") && after.contains("action=\"/c/\(place.conversation)/ask\""))
            #expect(anna.server.model.callCount == 1)
        }
    }

    @Test("The cookie of a first question is for this host alone and no script reads it; a form leads nowhere else")
    func cookieAndPlace() async throws {
        try await ScriptlessPeer.run { anna in
            for name in ["lang", "requestId", "to", "conversation", "turn"] {
                anna.cookie = nil
                let form = ["q": "Wer?", name: "//evil.example\r\nSet-Cookie: x=y"]
                let answer = try await anna.post("/ask", form)
                #expect(answer.head["location"]?.hasPrefix("/c/") == true && answer.head["cache-control"] == "no-store")
                #expect(answer.head["location"]?.contains("evil") == false)
                let cookie = answer.head["set-cookie"] ?? ""
                #expect(cookie.hasPrefix("kaya-visitor=") && cookie.contains("; HttpOnly"))
                #expect(cookie.contains("; SameSite=Lax") && cookie.contains("Path=/") && !cookie.contains("Domain"))
            }
        }
    }

    @Test(
        "A browser of any age may ask: it says that the page is ours in one way or another",
        arguments: [
            ["Sec-Fetch-Site": "same-origin"], ["Origin": "http://localhost"], ["Referer": "http://localhost/?x"],
            ["Referer": "http://localhost"],
        ])
    func sameOrigin(_ fields: [String: String]) async throws {
        try await ScriptlessPeer.run { anna in
            let answer = try await anna.post("/ask", ["q": "Wer?"], fields)
            #expect(answer.head.status == 303)
        }
    }

    @Test("A form in another form is refused, and what is refused asks nothing")
    func bodies() async throws {
        try await ScriptlessPeer.run { anna in
            let own = ["Origin": "http://localhost"]
            for (type, body, status) in [
                ("application/json", "{\"q\":\"x\"}", 415), ("text/plain", "q=x", 415),
                ("application/x-www-form-urlencoded", "q=%FF", 400), ("application/x-www-form-urlencoded", "q=%", 400),
                ("application/x-www-form-urlencoded", "q=a&q=b", 400),
                ("application/x-www-form-urlencoded", "q=" + String(repeating: "x", count: 300_000), 413),
            ] {
                let fields = own.merging(["Content-Type": type]) { $1 }
                let answer = try await anna.server.answer("POST", "/ask", fields, json: body)
                #expect(answer.head.status == status && answer.head["content-type"]?.hasPrefix("text/html") == true)
            }
            #expect(anna.server.model.callCount == 0)
        }
    }

    @Test("The cookie of a new visitor follows from the form's number alone when that is one of ours")
    func numbers() async throws {
        try await ScriptlessPeer.run { anna in
            var eve = ScriptlessPeer(page: anna.page)
            for number in ["", "x", "1", String(repeating: "A", count: 23)] {
                (anna.cookie, eve.cookie) = (nil, nil)
                _ = try await anna.post("/ask", ["q": "Wer?", "requestId": number])
                _ = try await eve.post("/ask", ["q": "Wer?", "requestId": number])
                #expect(anna.cookie != nil && anna.cookie != eve.cookie)
            }
        }
    }

    @Test("Who must log in first sees no conversation, and a question that could not be sent stays")
    func loginFirst() async throws {
        try await PageUnderTest.run(files: PageUnderTest.files) { page in
            try await ServerWithAccounts.run { setup in
                setup.identity.isRequired = true
                setup.server.server.page = PageConfiguration(folder: page.folder.path)
            } _: { server in
                let start = try await server.answer("GET", "/?script=none")
                #expect(start.head.status == 200 && start.body.contains("Bitte melden Sie sich an."))
                #expect(!start.body.contains("class=\"list\""))
                let fields = ["Origin": "http://localhost", "Content-Type": "application/x-www-form-urlencoded"]
                let refused = try await server.answer("POST", "/ask", fields, json: "q=Meine+Frage")
                #expect(refused.head.status == 401 && refused.body.contains("Meine Frage</textarea>"))
                let stale = ["Cookie": "kaya-access=nonsense"]
                #expect(try await server.status("GET", "/", stale) == 200)
                #expect(try await server.status("GET", "/page/files/page.js", stale) == 200)
                #expect(try await server.status("GET", "/api/conversations", stale) == 401)
            }
        }
    }
}

import ChatServer
import Foundation
import Identity
import Testing

@Suite("The page's files", .timeLimit(.minutes(1)))
struct PageRouteTests {
    @Test("/ is HTML that names the joined script, the joined styles and the core")
    func shell() async throws {
        try await PageUnderTest.run { page in
            let answer = try await page.answer("/", ["Accept-Language": "en"])
            let base = try await page.base()
            #expect(answer.head.status == 200)
            #expect(answer.head["content-type"] == "text/html; charset=utf-8")
            #expect(answer.head["cache-control"] == "no-store")
            #expect(base.firstMatch(of: /^\/page\/[0-9a-f]{16}\/$/) != nil)
            #expect(
                answer.body.contains(
                    "<html lang=\"en\" data-page=\"\(base)\" data-core=\"\(base)markdown/kaya-core.wasm\">"))
            #expect(answer.body.contains("<script type=\"module\" src=\"\(base)page.js\"></script>"))
            #expect(answer.body.contains("<script nomodule src=\"\(base)old.js\"></script>"))
            #expect(answer.body.contains("<link rel=\"stylesheet\" href=\"\(base)page.css\">"))
            #expect(try await page.answer("/?lang=de", ["Accept-Language": "en"]).body.contains("<html lang=\"de\""))
            #expect(try await page.answer(base + "page.css").body == "a { color: blue; }\nb { color: red; }\n")
            #expect(try await page.answer(base + "page.js").body.contains("import") == false)
        }
    }

    @Test("Every HTML says that nothing foreign loads, runs, frames or sees it")
    func headers() async throws {
        try await PageUnderTest.run { page in
            for target in ["/", "/c/7Qm2Zr0cT1bYw8KpXe5LdA"] {
                let head = try await page.answer(target).head
                #expect(
                    head["content-security-policy"]
                        == "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
                        + "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'")
                #expect(head["x-content-type-options"] == "nosniff" && head["referrer-policy"] == "same-origin")
                #expect(head["cross-origin-opener-policy"] == "same-origin")
                #expect(head["cross-origin-resource-policy"] == "same-origin")
            }
        }
    }

    @Test("A file's versioned address is kept for a year, its own is asked about each time")
    func caching() async throws {
        try await PageUnderTest.run { page in
            let base = try await page.base()
            let kept = try await page.answer(base + "words/word.js").head
            #expect(kept["cache-control"] == "public, max-age=31536000, immutable")
            for address in ["/page/files/words/word.js", "/page/0123456789abcdef/words/word.js"] {
                let asked = try await page.answer(address)
                #expect(asked.head["cache-control"] == "no-cache" && asked.body == PageUnderTest.files["words/word.js"])
            }
            let tag = try #require(kept["etag"])
            let again = try await page.answer(base + "words/word.js", ["If-None-Match": "\"x\", W/\(tag)"])
            #expect(again.head.status == 304 && again.body.isEmpty && again.head["etag"] == tag)
        }
    }

    @Test(
        "Who takes gzip gets it, with a tag of its own; others do not",
        arguments: ["", "gzip;q=0, br", "br, GZIP;q=0.5"])
    func compression(_ field: String) async throws {
        try await PageUnderTest.run { page in
            let name = "/page/files/words/word.js"
            let plain = try await page.answer(name).head
            let head = try await page.answer(name, ["Accept-Encoding": field]).head
            #expect(head["vary"] == "Accept-Encoding, Origin")
            #expect(head["content-type"] == "text/javascript; charset=utf-8")
            guard field.contains("GZIP") else {
                #expect(head["content-encoding"] == nil && head["etag"] == plain["etag"])
                return
            }
            #expect(head["content-encoding"] == "gzip" && head["etag"] != plain["etag"])
            let length = try #require(head["content-length"].flatMap { Int($0) })
            #expect(length < 100)
            let known = ["Accept-Encoding": field, "If-None-Match": try #require(head["etag"])]
            #expect(try await page.answer(name, known).head.status == 304)
        }
    }

    @Test("HEAD says what GET would", arguments: ["/", "/c/7Qm2Zr0cT1bYw8KpXe5LdA", "/page/files/page.js"])
    func headRequests(_ target: String) async throws {
        try await PageUnderTest.run { page in
            let whole = try await page.answer(target)
            try await page.server.connect { peer in
                try await peer.request("HEAD", target)
                let head = try await peer.head()
                #expect(head.status == whole.head.status && head["etag"] == whole.head["etag"])
                #expect(head["content-length"] == whole.head["content-length"])
                // Nothing is between this answer and the next.
                #expect(try await peer.answer("GET", "/healthz").body == "ok\n")
            }
        }
    }

    @Test("A client of HTTP/1.0 is answered in HTTP/1.0")
    func oldClient() async throws {
        try await PageUnderTest.run { page in
            try await page.server.connect { peer in
                try await peer.send("GET / HTTP/1.0\r\nHost: x\r\n\r\n")
                let answer = try await peer.response()
                #expect(answer.head.status == 200 && answer.head["connection"] == "close")
                try await peer.closed()
            }
        }
    }

    @Test("Nothing but the page's files can be asked for, however the address is written")
    func traversal() async throws {
        try await PageUnderTest.run { page in
            let secret = page.folder.deletingLastPathComponent().appending(path: "kaya-secret.js")
            try "secret".write(to: secret, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: secret) }
            for name in [
                "../kaya-secret.js", "%2e%2e/kaya-secret.js", "..%2fkaya-secret.js", "words/../../kaya-secret.js",
                "deno.json", ".hidden.js", "", "words", "words/", "/etc/passwd", "page.js%00.css", "PAGE.JS",
                "page.css",
            ] {
                #expect(try await page.answer("/page/files/\(name)").head.status == 404, "\(name)")
            }
        }
    }

    @Test("Pages elsewhere may use the client and what it imports, and nothing else")
    func sharing() async throws {
        try await PageUnderTest.run { page in
            for (name, policy) in [
                ("client/kaya-client.js", "cross-origin"), ("words/word.js", "cross-origin"),
                ("page.js", "same-origin"), ("chat/other.js", "same-origin"),
            ] {
                let head = try await page.answer("/page/files/\(name)").head
                #expect(head["cross-origin-resource-policy"] == policy, "\(name)")
            }
            let base = try await page.base()
            #expect(try await page.answer(base + "words/word.js").head["cross-origin-resource-policy"] == "same-origin")
        }
    }

    @Test("A link from another site leads to the page; nothing else comes from there")
    func links() async throws {
        try await PageUnderTest.run { page in
            let link = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"]
            let script = ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"]
            for (target, fields, isLetIn) in [
                ("/", link, true), ("/c/7Qm2Zr0cT1bYw8KpXe5LdA", link, true), ("/", script, false),
                ("/api/conversations", link, false), ("/page/files/page.js", link, false),
            ] {
                let status = try await page.answer(target, fields).head.status
                #expect((status != 403) == isLetIn, "\(target)")
            }
            let form = try await page.answer("/", link, method: "POST")
            #expect(form.head.status == 403)
        }
    }

    @Test("Who must log in first is shown the page, but none of the data")
    func loginFirst() async throws {
        let files = PageUnderTest.files
        try await PageUnderTest.run(files: files) { page in
            try await ServerWithAccounts.run { setup in
                setup.identity.isRequired = true
                setup.server.server.page = PageConfiguration(folder: page.folder.path)
            } _: { server in
                for target in ["/", "/page/files/page.js", "/c/7Qm2Zr0cT1bYw8KpXe5LdA"] {
                    let status = try await server.status("GET", target)
                    #expect(status != 401, "\(target)")
                }
                let data = try await server.status("GET", "/api/conversations")
                #expect(data == 401)
            }
        }
    }

    @Test("The debug panel is for whom the switch says")
    func debug() async throws {
        for isOpen in [false, true] {
            try await PageUnderTest.run {
                $0.server.page?.opensDebug = isOpen
            } _: { page in
                let html = try await page.answer("/").body
                #expect(html.contains(" data-debug=\"on\"") == isOpen)
            }
        }
    }

    @Test("Whoever writes the page sees each change at once, unjoined")
    func reload() async throws {
        try await PageUnderTest.run {
            $0.server.page?.isReloaded = true
        } _: { page in
            let html = try await page.answer("/").body
            #expect(html.contains("src=\"/page/files/page.js\""))
            #expect(html.contains("href=\"/page/files/style/10-b.css\""))
            try "export const word = 1\n".write(
                to: page.folder.appending(path: "words/word.js"), atomically: true, encoding: .utf8)
            #expect(try await page.answer("/page/files/words/word.js").body == "export const word = 1\n")
        }
    }

    @Test("Modules that cannot be joined are served one by one, and the log says which and why")
    func unjoined() async throws {
        var files = PageUnderTest.files
        files["words/word.js"] = "export default 1\n"
        try await PageUnderTest.run(files: files) { page in
            let base = try await page.base()
            #expect(try await page.answer(base + "page.js").body == files["page.js"])
            #expect(try await page.answer(base + "words/word.js").body == files["words/word.js"])
        }
    }

    @Test("Without a page there is nothing at /")
    func none() async throws {
        var files = PageUnderTest.files
        files["page.js"] = nil
        try await PageUnderTest.run(files: files) { page in
            let answer = try await page.answer("/")
            #expect(answer.head.status == 404 && answer.body.contains("\"not-found\""))
        }
    }
}

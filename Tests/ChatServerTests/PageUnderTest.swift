import ChatServer
import Foundation
import KayaTesting

/// A folder with a small page in it, and a server that serves it.
struct PageUnderTest {
    static let files = [
        "page.js": "import { word } from \"./words/word.js\"\n/** Says it. */\nconsole.log(word)\n",
        "old.js": "location.replace(\"?script=none\")\n",
        "words/word.js": "export const word = \"\(String(repeating: "Moin ", count: 200))\"\n",
        "client/kaya-client.js": "export { word } from \"../words/word.js\"\n",
        "client/kaya-client.d.ts": "export const word: string\n",
        "chat/other.js": "export const other = 1\n",
        "style/00-a.css": "a { color: blue; }\n",
        "style/10-b.css": "b { color: red; }\n",
        "markdown/kaya-core.wasm": "\0asm" + String(repeating: "kaya", count: 300),
        "icon.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        "deno.json": "{}",
        ".hidden.js": "secret\n",
    ]

    let server: ServerUnderTest
    let folder: URL

    /// Serves for as long as `body` runs.
    static func run(
        files: [String: String] = files,
        _ configure: (inout ServerUnderTest.Setup) -> Void = { _ in },
        _ body: (PageUnderTest) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kaya-page-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: false, encoding: .utf8)
        }
        try await ServerUnderTest.run { setup in
            setup.server.page = PageConfiguration(folder: folder.path)
            configure(&setup)
        } _: { server in
            try await body(PageUnderTest(server: server, folder: folder))
        }
    }

    func answer(
        _ target: String, _ fields: [String: String] = [:], method: String = "GET"
    ) async throws -> HTTPPeer.Response {
        try await server.answer(method, target, fields)
    }

    /// The folder of assets that the page names.
    func base() async throws -> String {
        let html = try await answer("/").body
        guard let start = html.firstRange(of: "data-page=\"")?.upperBound else { return "" }
        return String(html[start...].prefix { $0 != "\"" })
    }
}

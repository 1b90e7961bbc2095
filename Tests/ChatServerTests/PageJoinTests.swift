import Foundation
import NIOCore
import Testing

@testable import ChatServer

@Suite("Joining the page's modules")
struct PageJoinTests {
    @Test("Modules follow those they import, each once, as a browser evaluates them")
    func order() throws {
        let joined = try ModuleJoin([
            "page.js": "import { a } from \"./chat/a.js\"\nimport { b } from \"./chat/b.js\"\nconst page = a + b\n",
            "chat/a.js":
                "import { shared } from \"../words/shared.js\"\nexport { shared } from \"../words/shared.js\"\n\nexport const a = shared\n",
            "chat/b.js":
                "import {\n  shared,\n} from \"../words/shared.js\"\nexport function b() {\n  return shared\n}\n",
            "words/shared.js": "export const shared = 1\n",
            "debug/panel.js": "export const shared = 2\n",
        ])
        #expect(joined.names == ["words/shared.js", "chat/a.js", "chat/b.js", "page.js"])
        #expect(
            joined.text == """
                const shared = 1
                const a = shared
                function b() {
                return shared
                }
                const page = a + b

                """)
    }

    @Test("What the first module exports, the joined one exports, and nothing else; and it may ask for its address")
    func exports() throws {
        let joined = try ModuleJoin(
            [
                "client/kaya.js":
                    "export { a, b } from \"./a.js\"\nexport { c } from \"../c.js\"\n\nexport const home = import.meta.url\n",
                "client/a.js": "export const a = 1\nexport class b {}\n",
                "c.js": "export function c() {}\nexport const d = 1\n",
            ], from: "client/kaya.js")
        #expect(
            joined.text == """
                const a = 1
                class b {}
                function c() {}
                const d = 1
                const home = import.meta.url
                export { a, b, c, home }

                """)
    }

    @Test("Comments that begin a line and indentation go; text of every kind stays to the byte")
    func text() throws {
        let source = #"""
            /**
             * Says `it`. import { x } from "y"
             */
            // const no = 1
              /* here */ export const said = `  one
              // two \` /* three */
              ${ [{ a: 1 }].map(({ a }) => `${a} // four`) }
              } five` // behind

            const pattern = /[/`"]\/\/`/g, share = said.length / 2 / 1
            const long = "a\
              b // c"
            const mark = said ? "//" : '/*' /* behind
              and on */
            const url = "http://x" // "
            const end = `
              `
            """#
        #expect(
            try ModuleJoin(["page.js": source]).text == #"""
                const said = `  one
                  // two \` /* three */
                  ${ [{ a: 1 }].map(({ a }) => `${a} // four`) }
                  } five` // behind
                const pattern = /[/`"]\/\/`/g, share = said.length / 2 / 1
                const long = "a\
                  b // c"
                const mark = said ? "//" : '/*' /* behind
                  and on */
                const url = "http://x" // "
                const end = `
                  `
                export { said }

                """#)
    }

    @Test("A module that begins with a bracket does not go on with the one before it")
    func brackets() throws {
        let joined = try ModuleJoin([
            "page.js": "import { a } from \"./a.js\"\n[a].forEach(String)\n", "a.js": "export const a = 1\n",
        ])
        #expect(joined.text == "const a = 1\n;[a].forEach(String)\n")
    }

    @Test(
        "What cannot be joined is refused, with its file and line",
        arguments: [
            ("import x from \"./a.js\"", "page.js:1: write import"),
            ("import * as x from \"./a.js\"", "page.js:1: write import"),
            ("import \"./a.js\"", "page.js:1: write import"),
            ("import { a as x } from \"./a.js\"", "page.js:1: an import renames"),
            ("import { a } from './a.js'", "page.js:1: write the file"),
            ("import { a } from \"https://example.org/a.js\"", "page.js:1: “https://example.org/a.js” is not"),
            ("import { a } from \"../a.js\"", "page.js:1: “../a.js” leads out"),
            ("import { a } from \"./none.js\"", "page.js:1: there is no file “none.js”"),
            ("import { p } from \"./debug/panel.js\"", "page.js:1: what is in debug/"),
            ("import {\n  a,", "page.js:1: this import does not end"),
            ("const x = 1\nimport { a } from \"./a.js\"", "page.js:2: an import stands below code"),
            ("export default 1", "page.js:1: write export function"),
            ("export { x }", "page.js:1: write export function"),
            ("export let x = 1", "page.js:1: write export function"),
            ("import { a } from \"./a.js\"\nexport class a {}", "page.js:2: the name “a” is taken by a.js:1"),
            ("import { a } from \"./a.js\"\nconst { x: c = 1, ...b } = a", "page.js:2: the name “b” is taken by"),
            ("import { m } from \"./chat/m.js\"", "chat/m.js:1: import.meta means another address"),
        ])
    func refusals(_ source: String, _ refusal: String) {
        let sources = [
            "page.js": source + "\n", "a.js": "export const a = 1\nasync function* b() {}\n",
            "chat/m.js": "export const m = import.meta.url\n", "debug/panel.js": "export const p = 1\n",
        ]
        let error = #expect(throws: ModuleRefusal.self) { try ModuleJoin(sources) }
        #expect(error?.description.hasPrefix(refusal) == true, "\(error.map(\.description) ?? "")")
    }

    @Test("What modules of one name each have inside is their own")
    func inside() throws {
        _ = try ModuleJoin([
            "page.js": "import { a } from \"./a.js\"\nfunction page() {\n  const b = a\n  return b\n}\n",
            "a.js": "export function a() {\n  const b = 1\n  return b\n}\n",
        ])
    }

    @Test("A page without its first module is refused")
    func nothing() {
        #expect(throws: ModuleRefusal.self) { try ModuleJoin([:]) }
    }

    @Test("Style sheets are joined in the order of their names, without comments")
    func styles() {
        let joined = StyleJoin.join([
            "style/10-b.css": "/* b\n b */\nb {\n  color: red; /* behind */\n}\n",
            "style/00-a.css": "a { color: blue; }\n",
        ])
        #expect(joined == "a { color: blue; }\nb {\ncolor: red; \n}\n")
    }

    @Test("The modules of this repository can be joined")
    func ourOwn() throws {
        let web = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Web").standardized
        let assets = PageAssets(try PageFolder.read(web.path), isJoined: true)
        #expect(assets.refusal == nil)
        #expect(assets.part("old.js") != nil && assets.part("icon.svg") != nil)
        for entry in ["client/kaya-chat.js", "client/kaya-client.js"] {
            let text = String(buffer: try #require(assets.file(entry)).plain)
            #expect(!text.contains("from \"./"), "\(entry) loads nothing more")
            #expect(assets.isShared(entry))
        }
    }
}

import Testing

@testable import Knowledge

@Suite("Reading HTML")
struct HTMLTextTests {
    private func blocks(_ html: String) -> [DocumentOutline.Block] {
        HTMLText.outline(of: html).blocks
    }

    @Test("Clutter goes; headings, paragraphs and items stay")
    func clutter() {
        let html = """
            <!DOCTYPE html><html lang="de-DE"><head><title>Sperrmüll | Kreis</title><style>x{}</style>
            <script>var a = "<p>nein</p>"</script></head><body><a class=skip>Zum Inhalt</a>
            <header>Logo</header><nav><ul><li>Menü</ul></nav>
            <main><article><header><h1>Sperrmüll</h1></header><p>Zweimal <b>im</b> Jahr.<br>Kostenlos.
            <h2>Was?</h2><ul><li>Möbel<li>Teppiche <ul><li>klein</ul></ul><form><input>Suche</form>
            <aside>Werbung</aside><div hidden>unsichtbar</div><div role="navigation">Pfad</div><p>Ende&nbsp;&amp; aus
            </article></main><footer>Impressum</footer></body></html>
            """
        let outline = HTMLText.outline(of: html)
        #expect(outline.title == "Sperrmüll")
        #expect(outline.language == "de")
        #expect(
            outline.blocks == [
                .heading(level: 1, text: "Sperrmüll"), .paragraph("Zweimal im Jahr. Kostenlos."),
                .heading(level: 2, text: "Was?"), .item("Möbel"), .item("Teppiche"), .item("klein"),
                .paragraph("Ende & aus"),
            ])
    }

    @Test("Without a main element the body is read, without its page head")
    func body() {
        #expect(
            blocks("<header>Kopf</header><div>Eins<div>Zwei</div>Drei</div>") == [
                .paragraph("Eins"), .paragraph("Zwei"), .paragraph("Drei"),
            ])
        #expect(HTMLText.outline(of: "<title> Der  Titel </title><p>x").title == "Der Titel")
    }

    @Test("Tables become readable rows, whatever is in their cells")
    func tables() {
        let html = """
            <table><caption>Preise</caption><thead><tr><th>Art<th>Gebühr<th>Dauer</thead>
            <tr><th>Pass</th><td><p>70 €</p></td><td>4 <b>Wochen</b></td></tr>
            <tr><td>Kind</td><td></td><td><ul><li>2<li>3</ul></td></tr></table>
            """
        #expect(
            blocks(html) == [
                .paragraph("Preise"), .item("Pass: Gebühr 70 €; Dauer 4 Wochen"), .item("Kind: Dauer 2 3"),
            ])
    }

    @Test("Front matter stands in a leading comment")
    func frontMatter() {
        let html = "<!--\n---\ntitle: Titel\nurl: https://x.example\n---\n-->\n<html><body><p>Text"
        let outline = HTMLText.outline(of: html)
        #expect(outline.frontMatter.title == "Titel")
        #expect(outline.frontMatter.url == "https://x.example")
        #expect(HTMLText.outline(of: "<!-- nur so --><p>x").frontMatter == FrontMatter())
        #expect(HTMLText.outline(of: "<body><p>x<!--\n---\ntitle: y\n---\n-->").frontMatter == FrontMatter())
    }

    @Test("Deep nesting stops the parser, keeps what came before and is told")
    func nesting() {
        let html = "<p>vorher</p>" + String(repeating: "<div>", count: 100_000) + "tief"
        let outline = HTMLText.outline(of: html)
        #expect(outline.blocks == [.paragraph("vorher")])
        #expect(outline.remarks.count == 1)
    }

    @Test("Huge attributes, NUL, unclosed and crossing tags do no harm")
    func hostile() {
        let attribute = "<p title=\"" + String(repeating: "a", count: 2_000_000) + "\">Text</p>"
        #expect(blocks(attribute) == [.paragraph("Text")])
        #expect(blocks("<p>a\0b</p>") == [.paragraph("a b")])
        #expect(blocks("<b><p>a</b>b</p></div></p>c") != [])
        #expect(blocks("").isEmpty)
        #expect(blocks("<").count <= 1)
        #expect(blocks("<!--") == [])
        #expect(blocks("<p>x<script>") == [.paragraph("x")])
        #expect(blocks("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><p>&a;</p>").count <= 2)
        #expect(blocks("<meta charset=utf-16><p>Müll") == [.paragraph("Müll")])
        #expect(blocks("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>Müll") == [.paragraph("Müll")])
    }

    @Test("Random tags never crash and never grow the text", arguments: 0..<40)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "<p>", "</p>", "<table>", "<tr>", "<td>", "<th>", "</td>", "</table>", "<li>", "<h2>", "</h2>", "x", "ü",
            "&lt;",
            "<main>", "</main>", "<nav>", "</nav>", "<!--", "-->", "<", ">", "\"", "<div a=\"", "<svg>", "<article>",
            "\0",
        ]
        let html = (0..<200).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        let outline = HTMLText.outline(of: html)
        #expect(outline.blocks.count <= 200)
    }
}

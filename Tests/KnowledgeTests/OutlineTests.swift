import Testing

@testable import Knowledge

@Suite("Reading Markdown")
struct MarkdownTextTests {
    private func blocks(_ text: String) -> [DocumentOutline.Block] {
        MarkdownText.outline(of: text).blocks
    }

    @Test("Headings of both kinds and paragraphs are told apart", arguments: ["\n", "\r\n", "\r"])
    func headings(ending: String) {
        let lines = ["# Kfz ##", "", "Text eins", "geht weiter.", "", "Unterlagen", "---", "", "### Tief", "x"]
        #expect(
            blocks(lines.joined(separator: ending)) == [
                .heading(level: 1, text: "Kfz"), .paragraph("Text eins geht weiter."),
                .heading(level: 2, text: "Unterlagen"), .heading(level: 3, text: "Tief"), .paragraph("x"),
            ])
    }

    @Test("A line with # in a code fence is no heading")
    func fences() {
        #expect(
            blocks("```sh\n# kein Titel\n```\n# Titel") == [
                .paragraph("# kein Titel"), .heading(level: 1, text: "Titel"),
            ])
        #expect(blocks("~~~~\n# a\n~~~\n# b\n~~~~").count == 1)
        #expect(blocks("```\n# offen bis zum Ende") == [.paragraph("# offen bis zum Ende")])
        #expect(blocks("    # eingerückt") == [.paragraph("# eingerückt")])
        #expect(blocks("#keinTitel") == [.paragraph("#keinTitel")])
    }

    @Test("Lists are items, with what continues them")
    func lists() {
        let text = "- eins\n  weiter\n* zwei\n1. drei\n2) vier\n- [x] fünf\n\nText"
        #expect(
            blocks(text) == [
                .item("eins weiter"), .item("zwei"), .item("drei"), .item("vier"), .item("fünf"), .paragraph("Text"),
            ])
    }

    @Test("Tables become readable rows")
    func tables() {
        let text =
            "| Art | Gebühr | Dauer |\n|---|:-:|--:|\n| Pass | 70 € | 4 Wochen |\n| Kind \\| Pass | | 2 |\n\nEnde"
        #expect(
            blocks(text) == [
                .item("Pass: Gebühr 70 €; Dauer 4 Wochen"), .item("Kind | Pass: Dauer 2"), .paragraph("Ende"),
            ])
        #expect(blocks("| Art | Preis |\n|---|---|\n| Pass | 70 € |") == [.item("Pass: 70 €")])
    }

    @Test(
        "Inline marks go and words stay",
        arguments: [
            ("**fett** und *kursiv* und __auch__ `code`", "fett und kursiv und auch code"),
            ("[Termin](https://x.example/a_(b)) buchen", "Termin buchen"),
            ("![Wappen](w.svg) Kreis", "Wappen Kreis"), ("[a][ref] [nur so] [offen", "a [nur so] [offen"),
            ("<https://kreis.example/x>", "https://kreis.example/x"), ("3 < 4 und 5 > 2", "3 < 4 und 5 > 2"),
            ("a<br>b", "a b"), ("2 * 3 * 4", "2 * 3 * 4"), ("Bürger*innen", "Bürger*innen"),
            ("snake_case_name", "snake_case_name"), ("\\*kein\\*", "*kein*"),
            ("M&uuml;ll &amp; Co &#8211; &unbekannt;", "Müll & Co – &unbekannt;"), ("~~weg~~ ~30", "weg ~30"),
        ])
    func inline(text: String, plain: String) {
        #expect(InlineText.plain(markdown: text) == plain)
    }

    @Test("Comments, rules, link definitions and quote marks are no text")
    func silent() {
        #expect(
            blocks("<!-- a\nb --> x\n\n***\n\n[ref]: https://x.example\n\n> Zitat\n> weiter") == [
                .paragraph("x"), .paragraph("Zitat weiter"),
            ])
    }

    @Test(
        "Hostile text is read in linear time and without deep recursion",
        arguments: [">", "[", "[a](", "*", "<a", "&", "|", "<!--x-->", "`", "#", "- ", "\\"])
    func hostile(piece: String) {
        _ = MarkdownText.outline(of: String(repeating: piece, count: 20_000))
        _ = MarkdownText.outline(of: String(repeating: piece + "\n", count: 5000))
    }
}

@Suite("Reading front matter")
struct FrontMatterTests {
    @Test("Title, address, date and language are taken")
    func complete() {
        let text =
            "---\ntitle: \"Kfz: zulassen\"\nurl: https://x.example/a\nvalid-from: 2026-01-31\nlanguage: de-DE\n---\nText"
        let (matter, body) = FrontMatter.split(text)
        #expect(matter.title == "Kfz: zulassen")
        #expect(matter.url == "https://x.example/a")
        #expect(matter.validFrom == "2026-01-31")
        #expect(matter.language == "de")
        #expect(matter.remarks.isEmpty)
        #expect(body == "Text")
    }

    @Test(
        "What cannot be used is told and the text is kept",
        arguments: [
            "title: [a, b]", "url: javascript:alert(1)", "url: 'https://x.example/a b'", "valid-from: gestern",
            "valid-from: 2026-02-30", "language: deutsch", "a: b: c", "\t- x", "- liste", "title:",
        ])
    func malformed(line: String) {
        let (matter, body) = FrontMatter.split("---\n\(line)\n---\nText")
        #expect(matter.remarks.count == 1)
        #expect(matter.url == nil)
        #expect(body == "Text")
    }

    @Test("A text without front matter, or with an open one, is all text")
    func missing() {
        #expect(FrontMatter.split("Text").0 == FrontMatter())
        #expect(FrontMatter.split("---\nText ohne Ende").0 == FrontMatter())
        let (matter, body) = FrontMatter.split("---\ntitle: x\nText")
        #expect(matter.remarks.count == 1)
        #expect(body.hasPrefix("---"))
        #expect(FrontMatter.split("").1 == "")
        #expect(FrontMatter.split("---").1 == "---")
    }

    @Test("Nesting and aliases do not cost")
    func bombs() {
        #expect(FrontMatter(yaml: String(repeating: "[", count: 15_000)).remarks.count == 1)
        let levels = (1...20).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        let bomb = (["a0: &a0 [x,x,x,x]"] + levels + ["title: da"]).joined(separator: "\n")
        _ = FrontMatter(yaml: bomb)
    }
}

@Suite("Reading plain text")
struct PlainTextTests {
    @Test("A short first line is the title, lone short lines are headings, columns are items")
    func structure() {
        let outline = PlainText.outline(
            of:
                "SCHADSTOFFMOBIL\n=====\n\nFarben und Lacke\nnicht in die Tonne.\n\nTouren\n\n  Ort A     9 Uhr   Platz\n- Punkt\n  geht weiter\n"
        )
        #expect(outline.title == "SCHADSTOFFMOBIL")
        #expect(
            outline.blocks == [
                .heading(level: 1, text: "SCHADSTOFFMOBIL"), .paragraph("Farben und Lacke nicht in die Tonne."),
                .heading(level: 2, text: "Touren"), .item("Ort A: 9 Uhr; Platz"), .item("Punkt geht weiter"),
            ])
    }
}

@Suite("Decoding bytes")
struct DecodedTextTests {
    @Test(
        "UTF-8 with and without a mark, UTF-16 and Windows-1252 are read",
        arguments: [
            [0x4D, 0xC3, 0xBC, 0x6C, 0x6C], [0xEF, 0xBB, 0xBF, 0x4D, 0xC3, 0xBC, 0x6C, 0x6C],
            [0xFF, 0xFE, 0x4D, 0, 0xFC, 0, 0x6C, 0, 0x6C, 0], [0xFE, 0xFF, 0, 0x4D, 0, 0xFC, 0, 0x6C, 0, 0x6C],
            [0x4D, 0xFC, 0x6C, 0x6C],
        ] as [[UInt8]])
    func encodings(bytes: [UInt8]) {
        #expect(DecodedText(bytes).text == "Müll")
    }

    @Test("Broken UTF-8 is repaired and told; a file that is not UTF-8 is told")
    func broken() {
        let repaired = DecodedText(Array("Müll".utf8) + [0xFF])
        #expect(repaired.text == "Müll\u{FFFD}")
        #expect(repaired.remark != nil)
        #expect(DecodedText([0x80, 0x81, 0x9F]).text == "€\u{FFFD}Ÿ")
        #expect(DecodedText([0xFC]).remark != nil)
        #expect(DecodedText([]) == DecodedText([0xEF, 0xBB, 0xBF]))
    }
}

import Testing

@testable import LanguageModels

@Suite("Reading what can be quoted")
struct QuotedUnitsTests {
    private func texts(_ text: String) -> [String] { QuotedUnits.units(of: text).map(\.wholeText) }

    @Test(
        "Sentences end where sentences end",
        arguments: [
            ("Eins. Zwei! Drei? Vier", ["Eins.", "Zwei!", "Drei?", "Vier"]),
            ("Ab dem 16. Geburtstag gilt das. Dann nicht.", ["Ab dem 16. Geburtstag gilt das.", "Dann nicht."]),
            ("Nehmen Sie z. B. Den Bus. Oder ca. 5 Euro.", ["Nehmen Sie z. B. Den Bus.", "Oder ca. 5 Euro."]),
            ("Montag 8.00–12.00 Uhr. Telefon 05009 555-1.", ["Montag 8.00–12.00 Uhr.", "Telefon 05009 555-1."]),
            ("Seit 2026. Immer.", ["Seit 2026.", "Immer."]),
            ("Er sagte „Nein.“ Dann ging er.", ["Er sagte „Nein.“", "Dann ging er."]),
            ("Siehe Nr. 5 und Abs. 2. Ende.", ["Siehe Nr. 5 und Abs. 2. Ende."]),
            ("From 9 a.m. to 8 p.m. Closed later.", ["From 9 a.m. to 8 p.m. Closed later."]),
            ("", []),
        ])
    func sentences(text: String, expected: [String]) {
        #expect(SentenceSplit.sentences(of: text[...]) == expected)
    }

    @Test("Soft line ends join, empty lines part")
    func paragraphs() {
        let units = QuotedUnits.units(of: "Erste Zeile\ngeht weiter. Zweiter Satz.\n\nNeuer Absatz.")
        #expect(units.map(\.text) == ["Erste Zeile geht weiter.", "Zweiter Satz.", "Neuer Absatz."])
        #expect(units.map(\.paragraph) == [0, 0, 1])
    }

    @Test("A list is one unit with the line before it, if that leads over to it")
    func lists() {
        #expect(texts("Satz. Sie brauchen:\n- a\n- b\n\nEnde.") == ["Satz.", "Sie brauchen:\na\nb", "Ende."])
        #expect(texts("Fertig.\n1. a\n2) b\n• c") == ["Fertig.", "\na\nb\nc"])
        #expect(texts("Was brauche ich?\n- a") == ["Was brauche ich?\na"])
    }

    @Test("A question at the end of a paragraph goes with what answers it")
    func questions() {
        #expect(QuotedUnits.units(of: "Satz. Was nun?\n\nDas hier.").map(\.paragraph) == [0, 1, 1])
        #expect(texts("Was nun?\n\nDies:\n- a") == ["Was nun? Dies:\na"])
    }

    @Test("Tables become rows; their rules, navigation lines and empty cells go")
    func tables() {
        #expect(texts("| Pass | 70 Euro |\n|---|:--|\n| Foto | 6 Euro |") == ["\nPass: 70 Euro\nFoto: 6 Euro"])
        #expect(texts("Startseite | Kontakt | Inhalt") == [])
        #expect(texts("- PIN: Gebühr 3 Euro; Dauer –") == ["\nPIN: Gebühr 3 Euro"])
    }

    @Test("What the cutting of passages left of a sentence is dropped, an address is kept")
    func fragments() {
        #expect(texts("und dann ging es weiter. Ein ganzer Satz. Und ein Rest ohne") == ["Ein ganzer Satz."])
        #expect(
            texts("Ein Satz. Kontakt: Seeweg 3, Telefon 05009 1") == [
                "Ein Satz.", "Kontakt: Seeweg 3, Telefon 05009 1",
            ])
        #expect(texts("Bitte beachten Sie:") == [])
    }

    @Test("Soft hyphens are not shown")
    func softHyphens() {
        #expect(
            texts("Den Kinder\u{AD}reise\u{AD}pass gibt es nicht mehr.") == ["Den Kinderreisepass gibt es nicht mehr."])
    }
}

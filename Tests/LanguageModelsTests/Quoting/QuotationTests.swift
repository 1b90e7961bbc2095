import Testing

@testable import LanguageModels

@Suite("Answering by quoting")
struct QuotationTests {
    private func answer(_ question: String, _ excerpts: [Prompt.Excerpt], language: String = "de") -> String {
        Quotation(.quoting(question, excerpts, language: language)).text
    }

    @Test("A fee is quoted with its rows together, under the heading that asks for it, with source and contact")
    func fees() {
        let text = answer("Was kostet ein Fischereischein?", [.papers, .elsewhere, .fees, .office])
        #expect(
            text == """
                Ich formuliere nicht selbst, sondern zitiere aus den Unterlagen. Zu Ihrer Frage steht dort:

                Was kostet er? [3]
                - Jahresfischereischein: Gebühr 14,50 Euro; Gültigkeit 1 Jahr
                - Fischereischein auf Lebenszeit: Gebühr 62,00 Euro

                Kinder unter 14 Jahren zahlen nichts. [3]

                Kontakt: Untere Fischereibehörde, Seeweg 3, Telefon 05009 555-777 [4]

                Quellen:
                [3], [4] Fischereischein – https://kreis.example/fischereischein
                """)
    }

    @Test("A list of papers stays whole and under the line that introduces it")
    func papers() {
        let text = answer("Welche Unterlagen brauche ich für den Fischereischein?", [.fees, .papers])
        #expect(
            text.contains("\n\nUnterlagen: Bitte bringen Sie mit: [2]\n- Prüfungszeugnis\n- Lichtbild\n- Ausweis\n\n"))
    }

    @Test("English answers English, in English words")
    func english() {
        let text = answer("How much is a fishing licence?", [.english], language: "en")
        #expect(text.hasPrefix("I do not write answers myself; I quote from the documents."))
        #expect(text.contains("The fishing licence costs 14.50 euros and you need a certificate."))
        #expect(text.hasSuffix("Sources:\n[1] Fishing licence – https://county.example/en/fishing"))
    }

    @Test("Documents of the question's language come first; if there are none, the answer says so")
    func otherLanguage() {
        let both = answer("Was kostet ein Fischereischein (fishing licence)?", [.english, .fees])
        #expect(!both.contains("The fishing licence"))
        let foreign = answer("fishing licence Gebühr", [.english])
        #expect(foreign.hasPrefix("Dazu habe ich nur Unterlagen auf Englisch gefunden."))
    }

    @Test("Without excerpts it says so and what to do now", arguments: ["de", "en"])
    func nothing(language: String) {
        let text = answer("Wie wird das Wetter?", [], language: language)
        #expect(text.contains(language == "de" ? "leider nichts gefunden" : "found nothing"))
        #expect(text.contains(language == "de" ? "So kommen Sie weiter:" : "What you can do now:"))
        #expect(!text.contains("[1]"))
        #expect(!text.contains(language == "de" ? "Quellen" : "Sources"))
    }

    @Test("Excerpts that say nothing of what was asked are not quoted as an answer")
    func unrelated() {
        let text = answer("Wie wird das Wetter morgen auf dem Mars?", [.fees, .elsewhere])
        #expect(text.contains("leider nichts gefunden"))
        #expect(!text.contains("Euro"))
    }

    @Test("Where only part of the question is met, pages are offered instead of an answer")
    func unsure() {
        let text = answer("Bootsführerschein Segelschule Liegeplätze Versicherung", [.elsewhere])
        #expect(text.contains("sicher beantwortet"))
        #expect(text.contains("\n- [1] Bootsliegeplätze – https://kreis.example/boote\n"))
        #expect(!text.contains("320 Euro"))
    }

    @Test("At most three sources are cited, every one is listed, and the best comes first")
    func sources() {
        let excerpts = (1...6).map { number in
            Prompt.Excerpt(
                "Angeln am See \(number)", url: "https://a.example/\(number)", "Angeln kostet hier \(number) Euro.")
        }
        let text = answer("Was kostet Angeln?", excerpts)
        #expect(text.contains("Angeln kostet hier 1 Euro. [1]"))
        #expect(text.hasSuffix("\n[3] Angeln am See 3 – https://a.example/3"))
        #expect(!text.contains("[4]"))
    }

    @Test("A list too long for an answer keeps its first items and says where the others are")
    func longList() {
        let items = (1...60).map { "- Angelplatz \($0) am Ufer des Sees, 5 Euro" }
        let text = answer("Was kosten Angelplätze?", [Prompt.Excerpt("Angelplätze", items.joined(separator: "\n"))])
        #expect(text.contains("- Angelplatz 2 am Ufer des Sees, 5 Euro\n"))
        #expect(text.contains("\n- Weitere Punkte stehen in der Quelle."))
        #expect(text.count <= Quotation.maximumCharacters)
    }

    @Test("Equal prompts get equal answers")
    func determinism() {
        let prompt = Prompt.quoting("Was kostet ein Fischereischein?", [.papers, .elsewhere, .fees, .office, .english])
        let first = Quotation(prompt).text
        for _ in 0..<50 { #expect(Quotation(prompt).text == first) }
    }

    @Test("Addresses that could not stand in a line are left out of the sources")
    func addresses() {
        let long = "https://a.example/" + String(repeating: "a", count: 300)
        for url in ["javascript:alert(1)", "https://a.example/ b", "https://a.example/<b>", long] {
            #expect(SourceList([Prompt.Excerpt("Titel", url: url, "")]).lines == ["[0] Titel"])
        }
    }
}

import Testing

@testable import Knowledge

@Suite("Words of a text")
struct WordTests {
    @Test(
        "A text is read into folded words",
        arguments: [
            ("Kfz-Zulassung", ["kfz", "zulassung", "kfzzulassung"]),
            ("E-Rechnung an uns", ["e", "rechnung", "erechnung", "an", "uns"]),
            ("Kfz- und Führerscheinstelle", ["kfz", "und", "fuhrerscheinstelle"]),
            ("Straße, STRASSE, ẞ", ["strasse", "strasse", "ss"]),
            ("Schiff\u{AD}fahrt", ["schifffahrt"]),
            ("Fu\u{308}hrerschein", ["fuhrerschein"]),
            ("§ 13b: 37,00 €", ["13b", "37", "00"]),
            ("Bürger*innen", ["burger", "innen"]),
            ("a-b-c-d-e-f", ["a", "b", "c", "d", "e", "f"]),
            ("ﬁnden", ["finden"]),
            ("", []),
        ])
    func words(text: String, expected: [String]) {
        #expect(WordReader.words(in: text) == expected)
    }

    @Test("A long word is cut and a long text is read up to the limit")
    func bounds() {
        #expect(WordReader.words(in: String(repeating: "x", count: 1000)) == [String(repeating: "x", count: 64)])
        #expect(WordReader.words(in: String(repeating: "x ", count: 1000), limit: 7).count == 7)
    }

    @Test(
        "All spellings of an umlaut meet",
        arguments: ["Führerschein", "Fuehrerschein", "fuhrerschein", "FÜHRERSCHEIN", "Fu\u{308}hrerschein"])
    func umlauts(word: String) {
        #expect(WordStem.stem(word, language: .german) == "fuhrerschein")
    }

    @Test("ue stays where it is no umlaut", arguments: ["bauer", "steuer", "quelle", "neue"])
    func digraphs(word: String) {
        #expect(WordFolding.withoutDigraphs(word) == word)
    }

    @Test(
        "German inflections meet under one stem",
        arguments: [
            ["Anmeldung", "Anmeldungen", "anmelden", "anmelde"],
            ["Zulassung", "zulassen", "Zulassungen"],
            ["Ausweis", "Ausweise", "Ausweises", "Ausweisen"],
            ["Gebühr", "Gebühren"],
            ["Kind", "Kinder", "Kindern", "Kindes"],
            ["Haus", "Häuser", "Häusern"],
            ["Wohnung", "Wohnungen"],
            ["Straße", "Strassen", "STRASSE"],
        ])
    func germanFamilies(words: [String]) {
        #expect(Set(words.map { WordStem.stem($0, language: .german) }).count == 1)
    }

    @Test(
        "German stems are Snowball's",
        arguments: [
            ("aufeinanderfolgenden", "aufeinanderfolg"), ("kategorischer", "kategor"), ("katers", "kat"),
            ("verlässlich", "verlass"), ("ergebnisse", "ergebnis"), ("möglichkeiten", "moglich"),
            ("freundlichkeit", "freundlich"), ("traurigkeit", "traurig"), ("bauern", "bau"), ("derbsten", "derb"),
            ("ist", "ist"), ("ab", "ab"), ("обед", "обед"), ("kfz2", "kfz2"),
        ])
    func snowball(word: String, stem: String) {
        #expect(WordStem.stem(word, language: .german) == stem)
    }

    @Test(
        "English inflections are cut as Porter does",
        arguments: [
            ("registering", "register"), ("registered", "register"), ("cars", "car"), ("moving", "move"),
            ("moved", "move"), ("licences", "licenc"), ("addresses", "address"), ("families", "famili"),
            ("family", "famili"), ("stopped", "stop"), ("agreed", "agre"), ("feed", "feed"), ("bus", "bus"),
            ("hopping", "hop"), ("the", "the"),
        ])
    func english(word: String, stem: String) {
        #expect(EnglishStemmer.stem(word) == stem)
    }

    @Test(
        "Verbs that come apart lead to their infinitive",
        arguments: [
            ("angemeldet", "anmelden"), ("umzumelden", "ummelden"), ("zugelassen", "zulassen"),
            ("abgeholt", "abholen"), ("gemeldet", "melden"),
        ])
    func separable(form: String, infinitive: String) {
        #expect(SeparableVerb.infinitives(of: form).contains(infinitive))
    }

    @Test("A verb's prefix is found at the end of the clause")
    func particle() {
        let terms = QueryAnalysis("Wie melde ich das ab?").terms
        #expect(terms.first?.infinitives.contains("abmelde") ?? false)
    }

    @Test(
        "One typing mistake is one step",
        arguments: [
            ("pass", "pass", 0), ("pass", "pas", 1), ("pass", "passt", 1), ("pass", "bass", 1),
            ("wohnung", "wonhung", 1),
            ("fuhrerschein", "furerschien", 2), ("", "ab", 2),
        ])
    func distance(first: String, second: String, steps: Int) {
        #expect(EditDistance.between(first, second, limit: 2) == steps)
        #expect(EditDistance.between(second, first, limit: 2) == steps)
    }

    @Test("Words further apart than the limit have no distance")
    func tooFar() {
        #expect(EditDistance.between("kita", "auto", limit: 2) == nil)
        #expect(EditDistance.between("a", "abcdef", limit: 2) == nil)
    }

    @Test(
        "Compounds are split into known words",
        arguments: [
            ("autoanmeldung", ["auto", "anmeldung"]), ("hundesteuerbescheid", ["hund", "steuer", "bescheid"]),
            ("wohnungsamt", ["wohnung", "amt"]), ("kindergartenplatz", ["kind", "garten", "platz"]), ("auto", []),
            ("xyzanmeldung", []),
        ])
    func compounds(word: String, parts: [String]) {
        let known: Set = [
            "auto", "anmeldung", "hund", "steuer", "bescheid", "wohnung", "amt", "kind", "garten", "platz",
        ]
        #expect(CompoundSplit.parts(of: word, isKnown: known.contains) == parts)
    }

    @Test(
        "The language is known by common words and umlauts",
        arguments: [
            ("Wie kann ich mein Auto anmelden?", WordLanguage.german), ("How do I register my car?", .english),
            ("Führerschein", .german), ("passport", nil), ("", nil), ("12345 !!", nil),
        ])
    func language(text: String, language: WordLanguage?) {
        #expect(LanguageGuess.language(of: text) == language)
    }

    @Test(
        "A text is marked as German or English where that is certain",
        arguments: [
            ("Wie kann ich mein Auto anmelden?", WordLanguage.german), ("How do I register my car?", .english),
            ("Was heißt “proof of residence”?", nil), ("What is a Meldebescheinigung, and how do I get one?", .english),
            // An umlaut, or a word that German has too, makes no German of another language.
            ("Nüfus kaydı için ne gerekli?", nil), ("Comment déclarer des changements d'adresse dans la ville ?", nil),
            ("Dokumenty należy złożyć do urzędu w ciągu dwóch tygodni. Do wniosku trzeba dołączyć dowód.", nil),
            ("I cittadini devono comunicare a tutti i comuni.", nil), ("Kam mám jít a do kdy to musím podat?", nil),
            ("Hvordan kan man melde flytning, og er der mange der skal have det for at få et nyt pas?", nil),
            ("Waar kan ik mijn auto aanmelden? Ik heb een nieuwe auto en wil weten wat het kost.", nil),
            ("Bringen Sie bitte einen Pass mit, wenn es geht. https://the.example/of/the/new/form/with/this", .german),
            ("```\nif (this) { do that }\n```\nDas ist nicht alles, und `what the` auch nicht.", .german),
            ("Führerschein", nil), ("KFZ", nil), ("", nil), ("12345 !!", nil),
        ])
    func certainLanguage(text: String, language: WordLanguage?) {
        #expect(LanguageGuess.certainLanguage(of: text) == language)
    }
}

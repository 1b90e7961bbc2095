import Testing

@testable import LanguageModels

@Suite("Comparing words")
struct QuestionTermsTests {
    @Test(
        "Inflected words, umlauts and their digraphs meet",
        arguments: [
            ("Gebühren", "Gebuehr"), ("Führerscheine", "fuehrerschein"), ("Straße", "Strasse"),
            ("Zulassung", "Zulassungen"),
            ("Steuern", "Steuer"), ("Häuser", "Haeuser"),
        ])
    func meet(_ left: String, _ right: String) {
        #expect(QuestionTerms(left).matches(in: right) == [1])
    }

    @Test("A compound counts, but less than the word")
    func compound() {
        let match = QuestionTerms("Führerschein").matches(in: "der Kartenführerschein")[0]
        #expect(match > 0 && match < 1)
        #expect(QuestionTerms("Hund").matches(in: "Hundertstel") == [0])
    }

    @Test("Words that say nothing are no terms")
    func empty() {
        #expect(QuestionTerms("Wie kann ich das?").stems.isEmpty)
        #expect(QuestionTerms("Ich möchte mein KFZ zulassen").stems.count == 2)
    }
}

import Testing

@testable import LanguageModels

@Suite("Comparing words of question and text")
struct FoldedWordTests {
    private func likeness(_ one: String, _ other: String) -> Double {
        FoldedWord(one).likeness(to: FoldedWord(other))
    }

    @Test(
        "Endings, umlauts and their spellings make no difference",
        arguments: [
            ("Gebühren", "gebuehr"), ("zulassen", "Zulassung"), ("kostet", "Kosten"), ("Strasse", "Straße"),
            ("registering", "registered"), ("Kinder\u{AD}pass", "kinderpass"), ("A\u{308}mter", "Ämter"),
        ])
    func equal(one: String, other: String) {
        #expect(likeness(one, other) >= 0.9)
    }

    @Test(
        "A part of a compound, a slip of one letter and an everyday word count, but less",
        arguments: [
            ("Ausweis", "Personalausweis"), ("Reisepas", "Reisepass"), ("Sperrmül", "Sperrmüll"), ("Auto", "Kfz"),
        ])
    func similar(one: String, other: String) {
        #expect(0.5...0.95 ~= likeness(one, other))
    }

    @Test(
        "Different words are different", arguments: [("Mars", "Markt"), ("Hund", "Wunde"), ("Pass", "Müll"), ("", "a")])
    func different(one: String, other: String) {
        #expect(likeness(one, other) == 0)
    }

    @Test("Signs part words, a euro sign is a word, and other scripts stay")
    func text() {
        #expect(FoldedText("Straße – 70 €, „GRÜNE“").words.map(\.text) == ["strasse", "70", "euro", "grune"])
        #expect(FoldedText("Київ").words.map(\.text) == ["київ"])
        #expect(FoldedText("Gebühr 3").contains("uhr 3"))
        #expect(!FoldedText("Gebü").contains("gebuhr"))
    }

    @Test("A particle at the end of a question belongs to its verb")
    func particles() {
        let focus = QuestionFocus("Wie melde ich mein Auto ab?")
        #expect(focus.coverage(focus.likeness(to: FoldedText("Auto abmelden").words)) == 1)
        #expect(focus.coverage(focus.likeness(to: FoldedText("Auto anmelden").words)) < 0.9)
    }

    @Test(
        "A question tells what it wants to know",
        arguments: [
            ("Was kostet das?", QuestionAspect.cost), ("Müllgebühren", .cost), ("How much is it?", .cost),
            ("Wann hat das Amt auf?", .hours), ("Was muss ich mitbringen?", .papers), ("Telefonnummer", .contact),
            ("wie lange dauert es", .duration),
        ])
    func aspects(question: String, aspect: QuestionAspect) {
        #expect(QuestionFocus(question).aspects.contains(aspect))
    }
}

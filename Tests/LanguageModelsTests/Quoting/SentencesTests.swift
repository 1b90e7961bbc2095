import Testing

@testable import LanguageModels

@Suite("Finding sentences")
struct SentencesTests {
    @Test(
        "Points that end nothing do not end a sentence",
        arguments: [
            "Ab dem 16. Geburtstag gilt das.", "Geöffnet von 7.30 bis 12.00 Uhr.",
            "Das gilt z. B. für Hunde bzw. Katzen.",
            "Wenden Sie sich an Dr. Meier, Tel. 05009 555-200.", "Siehe https://kreis.example/a.b/c?d=e. f.",
            "Am 1. Januar 2026 steigt die Gebühr auf 1.200,50 Euro.", "Die Frist endet am 31. Dezember.",
            "Open 8.00 a.m. to 5.00 p.m. every day.", "Nach § 5 Abs. 2 Nr. 3 BGB ist das so.",
        ])
    func one(_ text: String) {
        #expect(Sentences.split(text) == [text])
    }

    @Test("Sentences end at points, question and exclamation marks, with their quotation marks")
    func many() {
        #expect(
            Sentences.split("Kommen Sie! Wann? „Sofort.“ Das war 2025. Danach nicht (siehe oben). Ende")
                == ["Kommen Sie!", "Wann?", "„Sofort.“", "Das war 2025.", "Danach nicht (siehe oben).", "Ende"])
    }

    @Test("Joined with spaces, the sentences are the text", arguments: 0..<100)
    func lossless(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let words = ["Der", "hund.", "1.", "z.", "B.", "geht?", "(ja.)", "Euro", "7.30", "„So.“", "…", "!"]
        let text = (0..<30).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        #expect(Sentences.split(text).joined(separator: " ") == text)
    }

    @Test("Nothing has no sentences")
    func empty() {
        #expect(Sentences.split("").isEmpty)
        #expect(Sentences.split("   ").isEmpty)
    }
}

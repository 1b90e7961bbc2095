import Testing

@testable import LanguageModels

@Suite("Cutting an answer into words")
struct WordPiecesTests {
    @Test(
        "Joined, the pieces are the text again",
        arguments: ["", " ", "Ein Wort", "  a\n\nb  ", "1 2 3\n4", "🙂 ü é\r\nx", "– –"])
    func joined(_ text: String) {
        #expect(WordPieces(text).joined() == text)
    }

    @Test(
        "No number, address or phone number is shown half",
        arguments: [
            ("Telefon 05009 555-200 oder so", ["Telefon ", "05009 555-200 ", "oder ", "so"]),
            ("Tel. 030 / 12 34 56.", ["Tel. ", "030 / 12 34 56."]),
            ("Ruf +49 (0) 5009 1 an", ["Ruf ", "+49 (0) 5009 1 ", "an"]),
            ("kostet 2 500 Euro", ["kostet ", "2 500 ", "Euro"]),
            ("von 8.00 – 12.00 Uhr", ["von ", "8.00 – 12.00 ", "Uhr"]),
            ("https://a.example/x?y=1 da", ["https://a.example/x?y=1 ", "da"]),
        ])
    func numbers(text: String, pieces: [String]) {
        #expect(Array(WordPieces(text)) == pieces)
    }

    @Test("A number ends with its line")
    func lines() {
        #expect(Array(WordPieces("Zimmer 5\n6 Euro")) == ["Zimmer ", "5\n", "6 ", "Euro"])
    }
}

import Testing

@testable import LanguageModels

@Suite("Cutting an answer into words")
struct WordPiecesTests {
    @Test("Joined, the pieces are the text", arguments: ["", " ", "a", "a b\n\nc ", "\n x  y", "Ende."])
    func lossless(_ text: String) {
        #expect(WordPieces.pieces(of: text).joined() == text)
    }

    @Test("Numbers stay with the numbers and units behind them")
    func numbers() {
        #expect(
            WordPieces.pieces(of: "Rufen Sie 05009 555-310 an, es kostet 38,50 Euro von 8 – 12 Uhr.\n2 Tage") == [
                "Rufen ", "Sie ", "05009 555-310 ", "an, ", "es ", "kostet ", "38,50 Euro ", "von ", "8 – 12 Uhr.\n",
                "2 ", "Tage",
            ])
    }
}

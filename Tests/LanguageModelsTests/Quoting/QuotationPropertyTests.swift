import KayaTesting
import Testing

@testable import LanguageModels

@Suite("Whatever is quoted")
struct QuotationPropertyTests {
    private static let sentences = [
        "Der Fischereischein kostet 14,50 Euro.", "Rufen Sie 05009 555-777 an.", "Das gilt seit dem 16. März 2026.",
        "Was ist mit Kindern?", "Kinder zahlen z. B. nichts.", "Mehr steht auf https://kreis.example/fisch?a=1.",
        "Für den Antrag auf einen Fischereischein auf Lebenszeit legen Sie bitte Ihr Prüfungszeugnis und ein Foto vor.",
    ]
    private static let items = [
        "- Prüfungszeugnis", "- Gebühr 62,00 Euro", "- ein Lichtbild, nicht älter als 6 Monate",
    ]

    private static func prompt(seed: UInt64) -> Prompt {
        var generator = SeededGenerator(seed: seed)
        let excerpts = (0..<Int.random(in: 0...7, using: &generator)).map { number in
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                switch Int.random(in: 0...5, using: &generator) {
                case 0: text += "\n\n"
                case 1, 2:
                    text +=
                        "\nBitte bringen Sie mit:\n" + items.shuffled(using: &generator).joined(separator: "\n")
                        + "\n\n"
                case 3: text += "\n| Gebühr | 62 Euro |\n| --- | --- |\n"
                default: text += sentences.randomElement(using: &generator).map { $0 + " " } ?? ""
                }
            }
            let heading = Bool.random(using: &generator) ? "Teil › Gebühren \(number)" : ""
            let title =
                String(repeating: "Fischereischein ", count: Int.random(in: 1...12, using: &generator))
                + "\(number / 2)"
            return Prompt.Excerpt(title, heading: heading, url: "https://kreis.example/\(number / 2)", text)
        }
        return .quoting(
            ["Was kostet der Fischereischein?", "Fischereischein", "Unterlagen"].randomElement(using: &generator) ?? "",
            excerpts, language: Bool.random(using: &generator) ? "de" : "en")
    }

    @Test("The answer keeps its bound and shows no trace of a table", arguments: 0..<100 as Range<UInt64>)
    func bounds(seed: UInt64) {
        let text = Quotation(Self.prompt(seed: seed)).text
        #expect(text.count <= Quotation.maximumCharacters)
        #expect(!text.contains("|"))
        #expect(!text.contains("---"))
        #expect(!text.contains("\n\n\n"))
    }

    @Test("Every quoted sentence and item is one of the excerpts', whole", arguments: 0..<100 as Range<UInt64>)
    func wholeSentences(seed: UInt64) {
        let prompt = Self.prompt(seed: seed)
        let quotation = Quotation(prompt).text
        let source = prompt.excerpts.map(\.text).joined(separator: "\n")
        for line in quotation.split(separator: "\n") where line.hasPrefix("- ") && !line.hasPrefix("- [") {
            let item = line.replacing(#/ \[\d\]$/#, with: "")
            let isOwn = ["Weitere", "The source", "Fragen", "Oder", "Ask", "Or "].contains {
                item.dropFirst(2).hasPrefix($0)
            }
            #expect(isOwn || source.contains("\(item)\n") || item == "- Gebühr: 62 Euro")
        }
        for sentence in Self.sentences {
            let stem = sentence.prefix(12)
            #expect(quotation.split(separator: stem).count == quotation.split(separator: sentence).count)
        }
    }

    @Test("No paragraph ends with a question", arguments: 0..<100 as Range<UInt64>)
    func answeredQuestions(seed: UInt64) {
        #expect(Quotation(Self.prompt(seed: seed)).text.firstMatch(of: /Kindern\? \[\d\]\n\n/) == nil)
    }
}

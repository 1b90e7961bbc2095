import Testing

@testable import LanguageModels

@Suite("What is quoted, and how much of it")
struct QuotedAnswerTests {
    private func excerpt(_ number: Int, _ text: String, heading: String = "", url: String? = nil) -> Prompt.Excerpt {
        Prompt.Excerpt(number: number, title: "Titel \(number)", heading: heading, url: url, text: text)
    }

    private func answer(_ question: String, _ excerpts: [Prompt.Excerpt]) -> String {
        QuotedAnswer(Prompt(messages: [], question: question, excerpts: excerpts)).text
    }

    @Test("At most three documents are quoted")
    func sources() {
        let excerpts = (1...8).map { excerpt($0, "Hunde kosten Steuer, Satz \($0).") }
        let text = answer("Hunde Steuer", excerpts)
        #expect((1...3).contains(text.sourceLines.count))
    }

    @Test("Quoted text has at most 1,200 characters, in whole sentences and items", arguments: 0..<200)
    func bound(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let excerpts = (0..<Int.random(in: 1...8, using: &random)).map { index in
            let blocks = (0..<Int.random(in: 1...5, using: &random)).map { block in
                let count = Int.random(in: 1...12, using: &random)
                let isList = Bool.random(using: &random)
                return (0..<count).map { item in
                    let words = String(repeating: "Wort ", count: Int.random(in: 1...30, using: &random))
                    return isList
                        ? "- Punkt \(index)-\(block)-\(item) \(words)ende"
                        : "Satz \(index)-\(block)-\(item) \(words)ende."
                }.joined(separator: isList ? "\n" : " ")
            }
            return excerpt(index / 2 + 1, blocks.joined(separator: "\n\n"))
        }
        let quotations = QuotationSelection.chosen(from: QuotationScoring(question: "Punkt 1").quotations(of: excerpts))
        #expect(!quotations.isEmpty)
        #expect(quotations.map(\.length).reduce(0, +) <= QuotationSelection.maximumLength + 20)
        #expect(Set(quotations.map(\.excerpt.number)).count <= 3)
        for quotation in quotations {
            for part in quotation.blocks.flatMap(\.parts) { #expect(part.hasSuffix("ende") || part.hasSuffix("ende.")) }
        }
    }

    @Test("A list is quoted with the sentence that leads to it, and in its order")
    func lead() {
        let text = answer(
            "Welche Unterlagen?",
            [
                excerpt(
                    1, "Kommen Sie vorbei. Bitte bringen Sie mit:\n\n- Ausweis\n- Foto\n- Geld", heading: "Unterlagen")
            ])
        #expect(text.contains("Bitte bringen Sie mit:\n- Ausweis\n- Foto\n- Geld"))
    }

    @Test("Parts of one section stand under one heading, in the order of the text")
    func order() {
        let text = answer(
            "Sperrmüll", [excerpt(1, "Erster Satz zum Sperrmüll.\n\nZweiter Satz zum Sperrmüll.", heading: "Sperrmüll")]
        )
        #expect(text.contains("**Sperrmüll** [1]\n\nErster Satz zum Sperrmüll.\n\nZweiter Satz zum Sperrmüll."))
    }

    @Test("The same text in two excerpts is quoted once")
    func duplicates() {
        let text = answer("Hund", [excerpt(1, "Ein Hund kostet Steuer."), excerpt(2, "Ein Hund kostet Steuer.")])
        #expect(text.ranges(of: "Ein Hund kostet Steuer.").count == 1)
    }

    @Test("Sources are listed by number, with their address where there is one")
    func sourceList() {
        let text = answer(
            "Hund Katze",
            [
                excerpt(1, "Hund und Katze sind Tiere."),
                excerpt(2, "Hund und Katze kosten.", heading: "Hund und Katze", url: "https://x.example/a"),
            ])
        #expect(text.hasSuffix("Quellen:\n[1] Titel 1\n[2] Titel 2 – https://x.example/a"))
    }
}

extension String {
    fileprivate var sourceLines: [Substring] {
        split(separator: "\n").filter { $0.hasPrefix("[") }
    }
}

extension QuotedBlock {
    fileprivate var parts: [String] {
        switch self {
        case .paragraph(let sentences): sentences
        case .list(_, let items): items
        }
    }
}

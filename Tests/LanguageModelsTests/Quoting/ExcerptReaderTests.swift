import Testing

@testable import LanguageModels

@Suite("Reading an excerpt")
struct ExcerptReaderTests {
    @Test("Paragraphs, items and leading sentences are told apart")
    func blocks() {
        #expect(
            ExcerptReader.blocks(of: "Ein Satz. Noch einer.\n\nBringen Sie mit:\n\n- Ausweis\n- Foto\n\nZum Schluss.")
                == [
                    .paragraph(["Ein Satz.", "Noch einer."]),
                    .list(lead: "Bringen Sie mit:", items: ["Ausweis", "Foto"]),
                    .paragraph(["Zum Schluss."]),
                ])
    }

    @Test("Lines of one paragraph are joined")
    func lines() {
        #expect(ExcerptReader.blocks(of: "Ein Satz, der\nweitergeht.") == [.paragraph(["Ein Satz, der weitergeht."])])
    }

    @Test(
        "What is visibly a part of a sentence is left out",
        arguments: [
            ("geht es weiter. Ein ganzer Satz.", ["Ein ganzer Satz."]),
            ("Ein ganzer Satz. Und dann kommt noch", ["Ein ganzer Satz."]),
            ("Ein ganzer Satz. Bringen Sie mit:", ["Ein ganzer Satz."]),
            ("Fragen Sie uns. Telefon 05009 555-200", ["Fragen Sie uns.", "Telefon 05009 555-200"]),
        ])
    func parts(_ text: String, _ sentences: [String]) {
        #expect(ExcerptReader.blocks(of: text) == [.paragraph(sentences)])
    }

    @Test("Nothing whole is nothing")
    func nothing() {
        #expect(ExcerptReader.blocks(of: "Bringen Sie mit:").isEmpty)
        #expect(ExcerptReader.blocks(of: " \n\n ").isEmpty)
        #expect(ExcerptReader.blocks(of: "- ").isEmpty)
    }
}

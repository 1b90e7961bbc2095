import Testing

@testable import Knowledge

@Suite("Understanding a question")
struct QueryTests {
    private let vocabulary = Vocabulary(
        words: ["personalausweis", "zulassung", "fahrzeugzulassung", "zulassungsstelle", "kfz", "gebuhr", "anmeldung"],
        stems: [
            ("personalausweis", 5), ("zulass", 3), ("fahrzeugzulass", 2), ("zulassungsstell", 1), ("kfz", 4),
            ("gebuhr", 9),
            ("anmeld", 6), ("ident", 1), ("card", 1),
        ],
        passages: 40)

    private func plan(_ query: String, _ synonyms: Synonyms = Synonyms()) -> QueryPlan {
        QueryPlan(QueryAnalysis(query), vocabulary: vocabulary, synonyms: synonyms)
    }

    @Test("Stop words go, unless there is nothing else")
    func stopWords() {
        #expect(QueryAnalysis("Wie beantrage ich einen Personalausweis?").terms.map(\.word).contains("personalausweis"))
        #expect(!QueryAnalysis("Wie bekomme ich einen Personalausweis?").terms.map(\.word).contains("ich"))
        #expect(QueryAnalysis("wie").terms.map(\.word) == ["wie"])
        #expect(QueryAnalysis("?!").terms.isEmpty)
    }

    @Test("A long question is read up to its bounds")
    func bounds() {
        let words = (0..<100_000).map { "wort\($0)" }.joined(separator: " ")
        #expect(QueryAnalysis(words).terms.count == QueryAnalysis.maximumTerms)
    }

    @Test("A known word stands for itself and, less surely, for its compounds")
    func compounds() throws {
        let concept = try #require(plan("Zulassung").concepts.first)
        #expect(concept.phrases[.exact] == [["zulass"]])
        #expect(concept.phrases[.loose] == [["fahrzeugzulass"], ["zulassungsstell"]])
    }

    @Test(
        "A misspelt word stands for the nearest one",
        arguments: ["Personalausweiß", "Perosnalausweis", "personlausweis"])
    func spelling(word: String) throws {
        let concept = try #require(plan(word).concepts.first)
        #expect(concept.phrases[.exact]?.contains(["personalausweis"]) ?? false)
    }

    @Test("Short words are not corrected")
    func shortWords() {
        #expect(vocabulary.words(near: "kfx").isEmpty)
        #expect(vocabulary.words(near: "xxxxxxxx").isEmpty)
    }

    @Test("An unknown compound becomes its parts")
    func unknownCompound() {
        let concepts = plan("Kfzanmeldung").concepts
        #expect(concepts.map { $0.phrases[.exact] } == [[["kfz"]], [["anmeld"]]])
    }

    @Test("Two words written apart are found as one")
    func apart() throws {
        let concept = try #require(plan("Personal Ausweis").concepts.first)
        #expect(concept.phrases[.exact]?.contains(["personalausweis"]) ?? false)
    }

    @Test("Synonyms lead both ways and may be phrases")
    func synonyms() throws {
        let synonyms = Synonyms(groups: [["Perso", "Personalausweis", "identity card"]])
        let perso = try #require(plan("Perso", synonyms).concepts.first)
        #expect(perso.phrases[.exact] == [["personalausweis"]])
        let card = plan("identity card", synonyms).concepts
        #expect(card.contains { $0.phrases.values.contains { $0.contains(["personalausweis"]) } })
    }

    @Test("What can be asked about anything counts less beside a topic")
    func aspects() {
        #expect(plan("Personalausweis Gebühr").concepts.map(\.importance) == [1, 0.5])
        #expect(plan("Gebühr").concepts.map(\.importance) == [1])
    }

    @Test("A folder's synonyms are added, and what is no list is told")
    func synonymsFile() {
        let (synonyms, remarks) = Synonyms().adding(yaml: "- [Gift, Zulassung]\n- single\n- [only]\n")
        #expect(remarks.count == 2)
        #expect(plan("Gift", synonyms).concepts.first?.phrases[.exact] == [["zulass"]])
        #expect(Synonyms().adding(yaml: "a: b").remarks.count == 1)
        #expect(Synonyms().adding(yaml: "[[[").remarks.count == 1)
        #expect(Synonyms().adding(yaml: "").remarks.isEmpty)
    }
}

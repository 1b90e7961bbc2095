import Knowledge
import Testing

@Suite("Questions to begin with")
struct ExampleQuestionsTests {
    @Test("Lists by language are read in their order, white space and regions left out")
    func lists() {
        let examples = ExampleQuestions(yaml: "de-DE: [Was  kostet\u{A0}das?, Wo?]\nen:\n  - \"How, and when?\"\n")
        #expect(examples.questions == ["de": ["Was kostet das?", "Wo?"], "en": ["How, and when?"]])
        #expect(examples.remarks.isEmpty)
    }

    @Test(
        "What is no list of questions is left out and told, and the rest is read",
        arguments: [
            "{", "- a\n- b", "de: Was?\nen: [Why?]", "en: [Why?]\nde: [[Was?], \"\"]",
            "en: [Why?]\nde: [\(String(repeating: "a", count: 201))]",
        ])
    func leftOut(_ yaml: String) {
        let examples = ExampleQuestions(yaml: yaml)
        #expect(examples.remarks.count == 1)
        #expect(examples.questions["de", default: []].isEmpty)
        #expect(examples.questions["en"] == (yaml.contains("Why") ? ["Why?"] : nil))
    }

    @Test("More than twelve are cut, and no file says nothing")
    func bounds() {
        let many = (1...13).map { "F\($0)?" }
        let examples = ExampleQuestions(yaml: "de: [\(many.joined(separator: ", "))]")
        #expect(examples.questions["de"] == Array(many.prefix(12)) && examples.remarks.count == 1)
        #expect(ExampleQuestions(yaml: "") == ExampleQuestions(yaml: "# nothing"))
    }
}

import Archive
import Testing

@Suite("A conversation's title")
struct ConversationTitleTests {
    @Test("A short question is the title, on one line")
    func short() {
        #expect(ConversationTitle.words(of: " Was kostet\n\tein  Ausweis? ") == "Was kostet ein Ausweis?")
    }

    @Test("A long question is cut between words, with an ellipsis, at no more than sixty characters")
    func long() {
        let title = ConversationTitle.words(
            of: "Ich möchte mein Kraftfahrzeug zulassen und wüsste gern, welche Papiere ich dafür mitbringen muss")
        #expect(title == "Ich möchte mein Kraftfahrzeug zulassen und wüsste gern,…")
        #expect(title.count <= ConversationTitle.maximumLength)
    }

    @Test("A word longer than a title is cut within", arguments: ["a", "ß", "👩‍👩‍👧‍👦"])
    func endlessWord(_ character: String) {
        let title = ConversationTitle.words(of: String(repeating: character, count: 500))
        #expect(title.count == ConversationTitle.maximumLength)
        #expect(title.hasSuffix("…"))
    }
}

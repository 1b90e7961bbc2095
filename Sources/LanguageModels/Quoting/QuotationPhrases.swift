/// What a quoting answer says in its own words.
struct QuotationPhrases {
    let quoting: String
    /// Said when the excerpts are in the other language.
    let otherLanguage: String
    let unsure: String
    let nothing: String
    let whatNow: String
    /// Closes a list that was too long to be quoted whole.
    let more: String
    let sources: String

    static func inLanguage(_ tag: String) -> QuotationPhrases {
        tag.lowercased().hasPrefix("de") ? german : english
    }

    static let german = QuotationPhrases(
        quoting: "Ich formuliere nicht selbst, sondern zitiere aus den Unterlagen. Zu Ihrer Frage steht dort:",
        otherLanguage: "Dazu habe ich nur Unterlagen auf Englisch gefunden.",
        unsure: """
            Ich formuliere nicht selbst, sondern zitiere aus den Unterlagen. Eine Stelle, die Ihre Frage sicher \
            beantwortet, habe ich dort nicht gefunden. Vielleicht hilft Ihnen eine dieser Seiten:
            """,
        nothing: """
            Ich formuliere nicht selbst, sondern zitiere aus den Unterlagen. Zu Ihrer Frage habe ich dort leider \
            nichts gefunden.
            """,
        whatNow: """
            So kommen Sie weiter:
            - Fragen Sie mit anderen Worten, zum Beispiel mit dem Namen des Antrags oder der Behörde.
            - Oder wenden Sie sich an die zuständige Stelle; das Bürgerbüro oder Rathaus sagt Ihnen, wer das ist.
            """,
        more: "Weitere Punkte stehen in der Quelle.",
        sources: "Quellen:")

    static let english = QuotationPhrases(
        quoting: "I do not write answers myself; I quote from the documents. This is what they say:",
        otherLanguage: "I have found documents on this in German only.",
        unsure: """
            I do not write answers myself; I quote from the documents. I have found nothing in them that answers \
            your question for certain. One of these pages may help you:
            """,
        nothing: """
            I do not write answers myself; I quote from the documents. Unfortunately I have found nothing in them \
            about your question.
            """,
        whatNow: """
            What you can do now:
            - Ask in other words, for example with the name of the application or the office.
            - Or contact the office in charge; the citizens' office or town hall can tell you which one it is.
            """,
        more: "The source lists more.",
        sources: "Sources:")
}

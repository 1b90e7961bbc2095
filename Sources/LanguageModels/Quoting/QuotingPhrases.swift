/// The few sentences that a quoting answer says itself.
struct QuotingPhrases {
    let introduction: String
    let sources: String
    let nothingFound: String

    /// German for German, English for every other language.
    init(language: String) {
        if language.lowercased().hasPrefix("de") {
            introduction =
                "Ich formuliere nicht selbst, sondern zitiere wörtlich aus den Unterlagen, die zu Ihrer Frage passen:"
            sources = "Quellen:"
            nothingFound = """
                Zu Ihrer Frage habe ich in den Unterlagen nichts gefunden. Versuchen Sie es bitte mit anderen Worten, am \
                besten mit einem Stichwort wie „Reisepass“ oder „Sperrmüll“, oder fragen Sie die zuständige Stelle direkt.
                """
        } else {
            introduction = "I do not write an answer of my own; I quote, word for word, what fits your question:"
            sources = "Sources:"
            nothingFound = """
                I found nothing about your question in the documents. Please try other words, ideally a keyword such as \
                "passport" or "bulky waste", or ask the office in charge directly.
                """
        }
    }
}

internal import Dialogue

/// A notice in a person's words.
struct NoticeText {
    let sentence: String

    init(_ notice: Notice, language: Language) {
        sentence =
            switch (notice.code, language) {
            case (.retrievalFailed, .german): "Das Nachschlagen ist ausgefallen; die Antwort kommt ohne Quellen."
            case (.retrievalFailed, .english): "Looking things up failed; the answer comes without sources."
            case (.nothingFound, .german): "Dazu wurde in den Dokumenten nichts gefunden."
            case (.nothingFound, .english): "Nothing was found on this in the documents."
            case (.modelReplaced, .german): "Das übliche Sprachmodell ist nicht erreichbar; ein anderes antwortet."
            case (.modelReplaced, .english): "The usual language model cannot be reached; another one answers."
            case (.notSaved, .german): "Diese Antwort konnte noch nicht gespeichert werden."
            case (.notSaved, .english): "This answer could not be stored yet."
            case (.quoting, .german): "Diese Antwort ist nicht formuliert, sondern aus den Dokumenten zitiert."
            case (.quoting, .english): "This answer is not written but quoted from the documents."
            }
    }
}

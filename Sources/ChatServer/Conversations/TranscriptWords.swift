internal import Archive
internal import Dialogue

/// Kaya's own words in an exported conversation.
struct TranscriptWords: Sendable {
    let language: Language

    var untitled: String { language == .german ? "Unterhaltung" : "Conversation" }
    var question: String { language == .german ? "Frage" : "Question" }
    var answer: String { language == .german ? "Antwort einer KI" : "Answer by an AI" }
    var sources: String { language == .german ? "Quellen" : "Sources" }

    /// What is to be said of an answer that is not simply complete.
    func remark(_ turn: StoredTurn) -> String? {
        switch turn.state {
        case .running: language == .german ? "Die Antwort ist noch nicht fertig." : "The answer is not finished yet."
        case .failed(let problem, _): ProblemText(problem, language: language).sentence
        case .finished(let result): remark(result.finish)
        }
    }

    private func remark(_ finish: Finish) -> String? {
        switch finish {
        case .stopped: language == .german ? "Die Antwort wurde angehalten." : "The answer was stopped."
        case .interrupted: language == .german ? "Die Antwort wurde unterbrochen." : "The answer was interrupted."
        case .length: language == .german ? "Die Antwort wurde zu lang." : "The answer became too long."
        case .contentFilter: language == .german ? "Die Antwort wurde gefiltert." : "The answer was filtered."
        default: nil
        }
    }
}
